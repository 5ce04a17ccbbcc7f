import { Badge, Button, Group, Modal, Stack, Text, Timeline } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AssignmentEntry, ReadingDetail } from "../api/types";
import { zh } from "../i18n/zh";
import { ReasonedAct } from "../report/ReasonedAct";
import { DeletedStudies } from "../study/DeletedStudies";
import { PatientLine } from "../study/PatientLine";
import { Empty, Loaded } from "../ui/Loaded";
import { dateTimeText } from "../ui/time";
import { loadReading, readingKey } from "../worklist/queries";
import { type Considered, consideredIn } from "./choice";
import { usePeople } from "./queries";

/** Who had a reading and why it was them, and what an administrator may do about it. */
export function ReadingHistory({ readingId, onClose }: { readingId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const reading = useQuery({ queryKey: readingKey(readingId), queryFn: () => loadReading(readingId) });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t("admin.history.title")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Loaded query={reading}>{(detail) => <History reading={detail} onClose={onClose} />}</Loaded>
    </Modal>
  );
}

const ADMIN_ACTS = ["release", "cancel"] as const;

function History({ reading, onClose }: { reading: ReadingDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const [act, setAct] = useState<(typeof ADMIN_ACTS)[number] | null>(null);
  return (
    <Stack>
      <PatientLine patient={reading.patient} at={reading.study_date} size="page" />
      <DeletedStudies deleted={reading.deleted_studies} />
      {reading.assignments.length === 0 ? (
        <Empty text={t("admin.history.none")} />
      ) : (
        <Timeline active={reading.assignments.length} bulletSize={14} lineWidth={2}>
          {reading.assignments.map((entry) => (
            <Timeline.Item key={entry.assigned_at} title={<EntryTitle entry={entry} />}>
              <EntryBody entry={entry} />
            </Timeline.Item>
          ))}
        </Timeline>
      )}
      <Group justify="flex-end">
        {ADMIN_ACTS.filter((each) => reading.actions.includes(each)).map((each) => (
          <Button key={each} variant="light" color={each === "cancel" ? "red" : "brand"} onClick={() => setAct(each)}>
            {t(`worklist.action.${each}`)}
          </Button>
        ))}
      </Group>
      {act && (
        <ReasonedAct
          act={act}
          reading={reading}
          token={null}
          keeper={null}
          onDone={onClose}
          onClose={() => setAct(null)}
        />
      )}
    </Stack>
  );
}

function EntryTitle({ entry }: { entry: AssignmentEntry }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs">
      <bdi>{entry.account_name}</bdi>
      <Badge variant="light">{t(`worklist.part.${entry.part}`)}</Badge>
      <Badge variant="default">{t(entry.is_claim ? "admin.history.claimed" : "admin.history.offered")}</Badge>
    </Group>
  );
}

function EntryBody({ entry }: { entry: AssignmentEntry }) {
  const { i18n } = useTranslation();
  const endText = useEndText();
  return (
    <>
      <Text size="sm" c="dimmed">
        {dateTimeText(entry.assigned_at, i18n.language)}
        {entry.ended_at && ` – ${dateTimeText(entry.ended_at, i18n.language)}`}
        {entry.end_reason && ` · ${endText(entry.end_reason)}`} <bdi>{entry.end_note}</bdi>
      </Text>
      {consideredIn(entry.reasons).map((each) => (
        <ConsideredRow key={each.accountId} considered={each} />
      ))}
    </>
  );
}

/** Why a hold ended, in words. A reason newer than this page is shown as it is. */
function useEndText(): (reason: string) => string {
  const { t } = useTranslation();
  return (reason) =>
    reason in zh.admin.history.end ? t(`admin.history.end.${reason as keyof typeof zh.admin.history.end}`) : reason;
}

function ConsideredRow({ considered }: { considered: Considered }) {
  const { t } = useTranslation();
  const name = usePeople().data?.find((person) => person.id === considered.accountId)?.display_name ?? "";
  const why =
    considered.unfit.length === 0
      ? t("admin.history.load", { minutes: considered.loadMinutes })
      : considered.unfit.map((reason) => t(`admin.history.unfit.${reason}`)).join(", ");
  return (
    <Text size="xs">
      <bdi>{name}</bdi>: {why}
    </Text>
  );
}
