import { Anchor, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { LIVE_MS } from "../api/queries";
import type { AmendmentSummary, VerifyTask } from "../api/types";
import { routes } from "../routes";
import { PatientLine } from "../study/PatientLine";
import { ReasonDialog } from "../ui/ReasonDialog";
import { isAmendment } from "./kinds";
import { AMENDMENTS_KEY, confirmReport, loadAmendments, loadVerifyTasks, VERIFY_TASKS_KEY } from "./queries";

/** What signed reports still ask of this person: pictures that came after, and amendments that wait. */
export function WaitingStrip() {
  const { t } = useTranslation();
  const tasks = useQuery({ queryKey: VERIFY_TASKS_KEY, queryFn: loadVerifyTasks, refetchInterval: LIVE_MS });
  const amendments = useQuery({ queryKey: AMENDMENTS_KEY, queryFn: loadAmendments, refetchInterval: LIVE_MS });
  const count = (tasks.data?.length ?? 0) + (amendments.data?.length ?? 0);
  if (count === 0) return null;
  return (
    <section aria-label={t("amendment.waiting")}>
      <Stack gap={6}>
        {tasks.data?.map((task) => <Task key={task.id} task={task} />)}
        {amendments.data?.map((each) => <Waiting key={each.id} amendment={each} />)}
      </Stack>
    </section>
  );
}

function Task({ task }: { task: VerifyTask }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const confirm = useMutation({
    mutationFn: (comment: string) => confirmReport(task.id, comment),
    onSuccess: () => queries.invalidateQueries({ queryKey: VERIFY_TASKS_KEY }),
  });
  return (
    <Paper withBorder p={8} bg="orange.0" style={{ borderLeft: "4px solid var(--mantine-color-orange-8)" }}>
      <Text size="sm" fw={700}>
        {t("amendment.verify")}
      </Text>
      <PatientLine patient={task.patient} at={task.received_at} />
      <Text size="xs">{t("amendment.verifyHint")}</Text>
      <Group gap="sm" mt={4}>
        <Anchor component={Link} to={routes.reading(task.reading_id)} size="sm">
          {t("amendment.openPictures")}
        </Anchor>
        <Anchor component={Link} to={routes.report(task.newest_report_id)} size="sm">
          {t("amendment.openReport", { version: task.newest_version })}
        </Anchor>
        {task.amendment_id === null && (
          <Button size="compact-xs" variant="default" onClick={() => setIsAsking(true)}>
            {t("amendment.stands")}
          </Button>
        )}
      </Group>
      {isAsking && (
        <ReasonDialog
          title={t("amendment.stands")}
          question={t("amendment.seenWhat")}
          confirm={t("amendment.stands")}
          isPending={confirm.isPending}
          error={confirm.error}
          onConfirm={(comment) => confirm.mutate(comment)}
          onClose={() => setIsAsking(false)}
        />
      )}
    </Paper>
  );
}

function Waiting({ amendment }: { amendment: AmendmentSummary }) {
  const { t } = useTranslation();
  const { kind, actions } = amendment;
  const asks = actions.includes("sign") ? "toApprove" : actions.includes("save") ? "toWrite" : "underWay";
  return (
    <Paper withBorder p={8} style={{ borderLeft: "4px solid var(--mantine-color-brand-6)" }}>
      <Text size="sm" fw={700}>
        {isAmendment(kind) && t(`amendment.open.${kind}`)} · {t(`amendment.${asks}`)}
      </Text>
      <PatientLine patient={amendment.patient} />
      <Anchor component={Link} to={routes.amendment(amendment.id)} size="sm">
        {t("amendment.goOn")}
      </Anchor>
    </Paper>
  );
}
