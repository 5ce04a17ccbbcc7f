import { Badge, Button, Group, Stack, Table, Text } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { hasRole, useAccount } from "../account/session";
import type { Patient, StudySummary } from "../api/types";
import { routes } from "../routes";
import { dateText, momentText } from "../ui/time";
import { DueCountdown } from "../worklist/DueCountdown";
import { ConfirmNameDialog } from "./ConfirmNameDialog";
import { PatientLine } from "./PatientLine";
import { isNameDoubtful } from "./patient";
import { StepBar } from "./StepBar";
import { progressOf } from "./steps";
import { patiently } from "../ui/patiently";

export function StudyTable({ studies }: { studies: readonly StudySummary[] }) {
  const { t } = useTranslation();
  const [checking, setChecking] = useState<Patient | null>(null);
  return (
    <>
      <Table.ScrollContainer minWidth={980}>
        <Table verticalSpacing="xs" highlightOnHover aria-label={t("study.list")}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("study.patient")}</Table.Th>
              <Table.Th>{t("study.exam")}</Table.Th>
              <Table.Th w={210}>{t("study.progress")}</Table.Th>
              <Table.Th w={140}>{t("study.turnaround")}</Table.Th>
              <Table.Th w={120}>{t("study.receivedAt")}</Table.Th>
              <Table.Th w={130} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {studies.map((study) => (
              <StudyRow key={study.id} study={study} onCheckName={setChecking} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {checking && <ConfirmNameDialog patient={checking} onClose={() => setChecking(null)} />}
    </>
  );
}

function StudyRow({ study, onCheckName }: { study: StudySummary; onCheckName: (patient: Patient) => void }) {
  const { t, i18n } = useTranslation();
  const account = useAccount();
  const isOurs = account.clinic_id !== null;
  return (
    <Table.Tr>
      <Table.Td maw={330}>
        <PatientLine patient={study.patient} at={study.study_date} />
        {!isOurs && (
          <Text size="xs" c="dimmed">
            <bdi>{study.clinic_name}</bdi>
          </Text>
        )}
      </Table.Td>
      <Table.Td maw={300}>
        <Group gap={6} wrap="nowrap">
          {study.modalities.map((modality) => (
            <Badge key={modality} variant="default" radius="sm" style={{ flex: "none" }}>
              {modality}
            </Badge>
          ))}
          {study.reading?.priority === "emergency" && (
            <Badge color="red" radius="sm" style={{ flex: "none" }}>
              {t("common.priority.emergency")}
            </Badge>
          )}
          <Text size="sm" truncate>
            <bdi>{study.study_description}</bdi>
          </Text>
        </Group>
        <Text size="xs" c="dimmed" truncate>
          {[dateText(study.study_date), t("study.images", { count: study.number_of_instances })]
            .filter(Boolean)
            .join(" · ")}
          {study.accession_number && (
            <>
              {` · ${t("study.accession")} `}
              <bdi>{study.accession_number}</bdi>
            </>
          )}
        </Text>
      </Table.Td>
      <Table.Td>
        <StepBar progress={progressOf(study)} />
      </Table.Td>
      <Table.Td>
        {study.reading && study.reading.standing !== "done" && (
          <DueCountdown dueAt={study.reading.due_at} standing={study.reading.standing} />
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm">{momentText(study.first_received_at, i18n.language)}</Text>
      </Table.Td>
      <Table.Td>
        <Stack gap={4} align="flex-end">
          <Button component={Link} to={routes.study(study.id)} size="compact-sm" variant="default">
            {t("layout.openPictures")}
          </Button>
          {study.report && (
            <Button
              component={Link}
              to={routes.report(study.report.id)}
              size="compact-sm"
              variant={study.report.acknowledged_at ? "default" : "filled"}
            >
              {t("study.openReport")}
            </Button>
          )}
          {study.reading && hasRole(account, "admin") && <HistoryButton readingId={study.reading.id} />}
          {hasRole(account, "admin") && (
            <Button component={Link} to={routes.retentionOf(study.id)} size="compact-sm" variant="subtle">
              {t("admin.retention.of")}
            </Button>
          )}
          {isOurs && isNameDoubtful(study.patient.name_standing) && (
            <Button size="compact-sm" color="orange" variant="light" onClick={() => onCheckName(study.patient)}>
              {t("study.confirmName")}
            </Button>
          )}
        </Stack>
      </Table.Td>
    </Table.Tr>
  );
}

const ReadingHistory = lazy(() =>
  patiently(() => import("../admin/ReadingHistory")).then((module) => ({ default: module.ReadingHistory })),
);

function HistoryButton({ readingId }: { readingId: string }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="compact-sm" variant="subtle" onClick={() => setIsOpen(true)}>
        {t("admin.history.title")}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <ReadingHistory readingId={readingId} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
