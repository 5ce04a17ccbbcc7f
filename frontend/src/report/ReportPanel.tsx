import { Button, ScrollArea, Stack, Text } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ReadingDetail } from "../api/types";
import { routes } from "../routes";
import { momentText } from "../ui/time";
import { EvidencePanel } from "../viewer/evidence/EvidencePanel";
import { patiently } from "../ui/patiently";
import { DeskActions } from "./DeskActions";
import type { ReportPanelProps } from "./panel";
import { overOf } from "./draft";
import { ReportEditor } from "./ReportEditor";
import classes from "./ReportPanel.module.css";
import { ReportWords } from "./ReportWords";
import { Returns } from "./Returns";

const CriticalQuestion = lazy(() =>
  patiently(() => import("../critical/CriticalQuestion")).then((module) => ({ default: module.CriticalQuestion })),
);

/** The right pane: writes, reviews or only shows, as the server's state and this window's hold allow. */
export function ReportPanel({ reading, hold, unseen }: ReportPanelProps) {
  const { t } = useTranslation();
  const [isChanging, setChanging] = useState(false);
  const isWriting =
    hold.token !== null && (reading.state === "in_progress" || (hold.isLost && reading.submission === null));
  if (isWriting) return <ReportEditor key={hold.token} reading={reading} hold={hold} unseen={unseen} />;
  const over = overOf(reading);
  const isReviewing = hold.token !== null && over > 0;
  if (isReviewing && (isChanging || reading.draft?.over === over))
    return <ReportEditor key={`${hold.token}.${over}`} reading={reading} hold={hold} unseen={unseen} />;
  return (
    <div className={classes.panel} data-report>
      <ScrollArea className={classes.body ?? ""} type="auto">
        <Stack p="sm" gap="sm">
          <Returns reading={reading} />
          <WhatIsSaid reading={reading} />
          {isReviewing && reading.actions.includes("save") && (
            <Button variant="light" size="xs" onClick={() => setChanging(true)}>
              {t("signing.edit")}
            </Button>
          )}
          {reading.submission && (
            <Suspense fallback={null}>
              <CriticalQuestion
                readingId={reading.id}
                answer={reading.submission.critical}
                onAnswer={null}
                isReadOnly={hold.token === null}
              />
            </Suspense>
          )}
        </Stack>
      </ScrollArea>
      <EvidencePanel reading={reading} />
      <DeskActions reading={reading} hold={hold} unseen={unseen} words={reading.submission} beforeSigning={null} />
    </div>
  );
}

function WhatIsSaid({ reading }: { reading: ReadingDetail }) {
  const { t, i18n } = useTranslation();
  if (reading.report_id) {
    return (
      <>
        {reading.submission && <ReportWords words={reading.submission} />}
        <Button component={Link} to={routes.report(reading.report_id)} variant="light">
          {t("report.openSigned")}
        </Button>
      </>
    );
  }
  if (reading.submission) {
    const { author_name: name, submitted_at } = reading.submission;
    return (
      <>
        <Text size="sm" c="dimmed">
          {t("report.submittedBy", { name, time: momentText(submitted_at, i18n.language) })}
        </Text>
        <ReportWords words={reading.submission} />
      </>
    );
  }
  if (reading.draft) {
    return (
      <>
        <Text size="sm" c="dimmed">
          {t("report.myDraft")}
        </Text>
        <ReportWords words={reading.draft} />
      </>
    );
  }
  const isOver = reading.state === "cancelled" || reading.state === "rejected";
  return <Text c="dimmed">{t(isOver ? "report.neverWritten" : "report.notEditable")}</Text>;
}
