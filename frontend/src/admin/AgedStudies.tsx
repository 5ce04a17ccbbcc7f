import { Badge, Button, Group, Table, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { StudyAged } from "../api/types";
import { PatientLine } from "../study/PatientLine";
import { FormDialog } from "../ui/FormDialog";
import { dateText, momentText } from "../ui/time";
import { useKeep } from "./queries";
import { EARLY_REASONS, mayPropose } from "./retention";

interface AgedStudiesProps {
  label: string;
  studies: readonly StudyAged[];
}

/** Studies with until when they are kept and why; from here they are held, or their deletion is proposed. */
export function AgedStudies({ label, studies }: AgedStudiesProps) {
  const { t } = useTranslation();
  const [holding, setHolding] = useState<StudyAged | null>(null);
  const [proposing, setProposing] = useState<StudyAged | null>(null);
  return (
    <>
      <Table.ScrollContainer minWidth={900}>
        <Table verticalSpacing="xs" aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("study.patient")}</Table.Th>
              <Table.Th>{t("study.exam")}</Table.Th>
              <Table.Th>{t("admin.retention.endsOn")}</Table.Th>
              <Table.Th w={230} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {studies.map((study) => (
              <Table.Tr key={study.id}>
                <Table.Td maw={360}>
                  <PatientLine patient={study.patient} at={study.study_date} />
                  <Text size="xs" c="dimmed">
                    <bdi>{study.clinic_name}</bdi>
                  </Text>
                </Table.Td>
                <StudyWords study={study} />
                <EndOfTime study={study} />
                <Table.Td>
                  <Group gap={6} justify="flex-end" wrap="nowrap">
                    <Standing study={study} />
                    {study.hold === null && (
                      <Button size="compact-sm" variant="default" onClick={() => setHolding(study)}>
                        {t("admin.retention.hold")}
                      </Button>
                    )}
                    {mayPropose(study) && (
                      <Button size="compact-sm" variant="light" color="red" onClick={() => setProposing(study)}>
                        {t("admin.retention.propose")}
                      </Button>
                    )}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {holding && <HoldDialog study={holding} onClose={() => setHolding(null)} />}
      {proposing && <ProposeDialog study={proposing} onClose={() => setProposing(null)} />}
    </>
  );
}

function StudyWords({ study }: { study: StudyAged }) {
  const { t, i18n } = useTranslation();
  return (
    <Table.Td maw={300}>
      <Text size="sm" truncate>
        <bdi>{study.study_description || t(`common.modality.${study.retention.modality}`)}</bdi>
      </Text>
      <Text size="xs" c="dimmed">
        {[dateText(study.study_date), `${t("study.receivedAt")} ${momentText(study.last_received_at, i18n.language)}`]
          .filter(Boolean)
          .join(" · ")}
      </Text>
    </Table.Td>
  );
}

function EndOfTime({ study }: { study: StudyAged }) {
  const { t } = useTranslation();
  const { modality, years, counts_from, ends_on } = study.retention;
  return (
    <Table.Td>
      <Text size="sm" fw={600}>
        {ends_on}
      </Text>
      <Text size="xs" c="dimmed">
        {t("admin.retention.why", { kind: t(`common.modality.${modality}`), years, from: counts_from })}
      </Text>
    </Table.Td>
  );
}

function Standing({ study }: { study: StudyAged }) {
  const { t } = useTranslation();
  if (study.hold) return <Badge color="orange">{t("admin.retention.held")}</Badge>;
  if (study.proposal) return <Badge color="red">{t("admin.retention.state.proposed")}</Badge>;
  return study.has_ended ? null : (
    <Badge variant="light" color="gray">
      {t("admin.retention.stillKept")}
    </Badge>
  );
}

function HoldDialog({ study, onClose }: { study: StudyAged; onClose: () => void }) {
  const { t } = useTranslation();
  const keep = useKeep();
  return (
    <FormDialog
      title={t("admin.retention.hold")}
      confirm={t("admin.retention.hold")}
      fields={[{ name: "reason", label: t("admin.retention.holdReason"), isRequired: true }]}
      onSubmit={({ reason = "" }) =>
        keep(bodyOf(api.POST("/api/study-holds", { body: { study_id: study.id, reason } })))
      }
      onClose={onClose}
    />
  );
}

function ProposeDialog({ study, onClose }: { study: StudyAged; onClose: () => void }) {
  const { t } = useTranslation();
  const keep = useKeep();
  const reasons = study.has_ended ? (["retention_ended"] as const) : EARLY_REASONS;
  return (
    <FormDialog
      title={t("admin.retention.proposeTitle")}
      confirm={t("admin.retention.propose")}
      fields={[
        {
          name: "reason",
          label: t("admin.retention.reasonLabel"),
          kind: "choice",
          options: reasons.map((value) => ({ value, label: t(`admin.retention.reason.${value}`) })),
          isRequired: true,
        },
        {
          name: "note",
          label: t("admin.retention.note"),
          hint: study.has_ended ? t("admin.retention.proposeHint") : t("admin.retention.earlyHint"),
          isRequired: !study.has_ended,
        },
      ]}
      onSubmit={({ reason, note = "" }) => {
        const chosen = reasons.find((each) => each === reason) ?? reasons[0];
        return keep(bodyOf(api.POST("/api/deletions", { body: { study_id: study.id, reason: chosen, note } })));
      }}
      onClose={onClose}
    />
  );
}
