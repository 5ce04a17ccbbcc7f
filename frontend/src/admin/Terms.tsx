import { Button, Group, Table, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { Clinic, Modality, Priority, Term } from "../api/types";
import { ModalityMark } from "../study/ModalityMark";
import { FormDialog } from "../ui/FormDialog";
import { Loaded } from "../ui/Loaded";
import { Section } from "../ui/Section";
import { MODALITIES, PRIORITIES } from "./modalities";
import { useKeep, useTerms } from "./queries";

interface Place {
  modality: Modality;
  priority: Priority;
}

export function Terms({ clinic }: { clinic: Clinic }) {
  const { t } = useTranslation();
  const keep = useKeep();
  const terms = useTerms();
  const [editing, setEditing] = useState<Place | null>(null);
  return (
    <Section title={t("admin.clinics.terms")} hint={t("admin.clinics.termsHint")}>
      <Loaded query={terms}>
        {(all) => (
          <Table aria-label={t("admin.clinics.terms")}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th />
                {PRIORITIES.map((priority) => (
                  <Table.Th key={priority}>{t(`common.priority.${priority}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {MODALITIES.map((modality) => (
                <Table.Tr key={modality}>
                  <Table.Td>
                    <ModalityMark modality={modality} />
                  </Table.Td>
                  {PRIORITIES.map((priority) => (
                    <Table.Td key={priority}>
                      <TermCell
                        term={all.find(
                          (term) =>
                            term.clinic_id === clinic.id && term.modality === modality && term.priority === priority,
                        )}
                        name={`${t(`common.modality.${modality}`)} ${t(`common.priority.${priority}`)}`}
                        onEdit={() => setEditing({ modality, priority })}
                      />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Loaded>
      {editing && (
        <FormDialog
          title={`${t(`common.modality.${editing.modality}`)} · ${t(`common.priority.${editing.priority}`)}`}
          confirm={t("common.save")}
          fields={[{ name: "minutes", label: t("admin.clinics.terms"), kind: "number", isRequired: true }]}
          onSubmit={({ minutes }) =>
            keep(
              bodyOf(api.POST("/api/terms", { body: { clinic_id: clinic.id, ...editing, minutes: Number(minutes) } })),
            )
          }
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}

interface TermCellProps {
  term: Term | undefined;
  name: string;
  onEdit: () => void;
}

function TermCell({ term, name, onEdit }: TermCellProps) {
  const { t } = useTranslation();
  const keep = useKeep();
  const reset = (id: string) => keep(bodyOf(api.DELETE("/api/terms/{term_id}", { params: { path: { term_id: id } } })));
  return (
    <Group gap={6} wrap="nowrap">
      <Text size="sm" fw={term ? 700 : 400} {...(term ? {} : { c: "dimmed" })} miw={48}>
        {term ? term.minutes : t("admin.clinics.default")}
      </Text>
      <Button size="compact-xs" variant="subtle" onClick={onEdit} aria-label={`${t("common.edit")} ${name}`}>
        {t("common.edit")}
      </Button>
      {term && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void reset(term.id)}>
          {t("admin.clinics.default")}
        </Button>
      )}
    </Group>
  );
}
