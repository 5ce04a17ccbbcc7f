import { Button, Group, Table, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { Clinic, Modality, RetentionRule } from "../api/types";
import { FormDialog } from "../ui/FormDialog";
import { Loaded } from "../ui/Loaded";
import { Section } from "../ui/Section";
import { MODALITIES } from "./modalities";
import { useClinics, useKeep, useRetentionRules } from "./queries";

/** How many years each clinic keeps its studies of each kind. */
export function RetentionYears() {
  const { t } = useTranslation();
  const clinics = useClinics();
  const rules = useRetentionRules();
  return (
    <Section title={t("admin.retention.years")} hint={t("admin.retention.yearsHint")}>
      <Loaded query={clinics}>
        {(all) => <Loaded query={rules}>{(found) => <YearsTable clinics={all} rules={found} />}</Loaded>}
      </Loaded>
    </Section>
  );
}

function YearsTable({ clinics, rules }: { clinics: readonly Clinic[]; rules: readonly RetentionRule[] }) {
  const { t } = useTranslation();
  const keep = useKeep();
  const [editing, setEditing] = useState<{ clinic: Clinic; modality: Modality } | null>(null);
  return (
    <>
      <Table aria-label={t("admin.retention.years")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("admin.overview.clinic")}</Table.Th>
            {MODALITIES.map((modality) => (
              <Table.Th key={modality}>{t(`common.modality.${modality}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {clinics.map((clinic) => (
            <Table.Tr key={clinic.id}>
              <Table.Td>
                <bdi>{clinic.name}</bdi>
              </Table.Td>
              {MODALITIES.map((modality) => (
                <Table.Td key={modality}>
                  <YearsCell
                    rule={rules.find((rule) => rule.clinic_id === clinic.id && rule.modality === modality)}
                    modality={modality}
                    name={`${clinic.name} ${t(`common.modality.${modality}`)}`}
                    onEdit={() => setEditing({ clinic, modality })}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {editing && (
        <FormDialog
          title={`${editing.clinic.name} · ${t(`common.modality.${editing.modality}`)}`}
          confirm={t("common.save")}
          fields={[{ name: "years", label: t("admin.retention.years"), kind: "number", isRequired: true }]}
          onSubmit={({ years }) =>
            keep(
              bodyOf(
                api.POST("/api/retention-rules", {
                  body: { clinic_id: editing.clinic.id, modality: editing.modality, years: Number(years) },
                }),
              ),
            )
          }
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

interface YearsCellProps {
  rule: RetentionRule | undefined;
  modality: Modality;
  name: string;
  onEdit: () => void;
}

function YearsCell({ rule, modality, name, onEdit }: YearsCellProps) {
  const { t } = useTranslation();
  const keep = useKeep();
  const reset = (id: string) =>
    keep(bodyOf(api.DELETE("/api/retention-rules/{rule_id}", { params: { path: { rule_id: id } } })));
  return (
    <Group gap={6} wrap="nowrap">
      <Text size="sm" fw={rule ? 700 : 400} {...(rule ? {} : { c: "dimmed" })}>
        {rule ? rule.years : t("admin.retention.defaultYears", { years: modality === "other" ? 30 : 15 })}
      </Text>
      <Button size="compact-xs" variant="subtle" onClick={onEdit} aria-label={`${t("common.edit")} ${name}`}>
        {t("common.edit")}
      </Button>
      {rule && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void reset(rule.id)}>
          {t("admin.clinics.default")}
        </Button>
      )}
    </Group>
  );
}
