import { Badge, Card, Group, SegmentedControl, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useAccount } from "../account/session";
import { COLOURS, inOrder, isAmendment } from "../amendment/kinds";
import { LIVE_MS } from "../api/queries";
import type { ReportSummary } from "../api/types";
import { routes } from "../routes";
import { ModalityMark } from "../study/ModalityMark";
import { PatientLine } from "../study/PatientLine";
import { Empty, Loaded } from "../ui/Loaded";
import { PageFrame } from "../ui/PageFrame";
import { momentText } from "../ui/time";
import { loadReports, reportsKey } from "./queries";
import classes from "./ReportsPage.module.css";

/** What came back: unread first, because each of them is a patient who waits. */
export function ReportsPage() {
  const { t } = useTranslation();
  const account = useAccount();
  const [which, setWhich] = useState<"unread" | "all">("unread");
  const unread = which === "unread";
  const reports = useQuery({
    queryKey: reportsKey(unread),
    queryFn: () => loadReports({ unread }),
    refetchInterval: LIVE_MS,
  });
  return (
    <PageFrame
      title={t("report.reports")}
      actions={
        <SegmentedControl
          aria-label={t("report.reports")}
          value={which}
          onChange={(chosen) => setWhich(chosen as typeof which)}
          data={[
            { value: "unread", label: t("report.unread") },
            { value: "all", label: t("report.allReports") },
          ]}
        />
      }
    >
      <Card withBorder p={0}>
        <Loaded query={reports}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty text={t(unread ? "report.emptyUnread" : "report.emptyAll")} hint={t("report.emptyHint")} />
            ) : (
              <ul className={classes.reports}>
                {inOrder(rows).map((report) => (
                  <li key={report.id}>
                    <ReportRow report={report} isClinicShown={account.clinic_id === null} />
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Card>
    </PageFrame>
  );
}

function ReportRow({ report, isClinicShown }: { report: ReportSummary; isClinicShown: boolean }) {
  const { t, i18n } = useTranslation();
  return (
    <Link
      to={routes.report(report.id)}
      className={classes.report}
      data-unread={report.acknowledged_at === null || undefined}
      data-kind={report.kind}
    >
      {isAmendment(report.kind) && (
        <Group gap="xs" mb={4} wrap="nowrap">
          <Badge color={COLOURS[report.kind]} variant="filled" size="lg" radius="sm" style={{ flex: "none" }}>
            {t(`amendment.mark.${report.kind}`)}
          </Badge>
          <Text size="sm" fw={600} lineClamp={1}>
            <bdi>{report.reason}</bdi>
          </Text>
        </Group>
      )}
      <Group justify="space-between" wrap="nowrap">
        <PatientLine patient={report.patient} at={report.study_date} />
        <Text size="sm" c="dimmed" style={{ whiteSpace: "nowrap" }}>
          {momentText(report.signed_at, i18n.language)}
        </Text>
      </Group>
      <Text lineClamp={2} my={2}>
        <bdi>{report.impression}</bdi>
      </Text>
      <Group justify="space-between" wrap="nowrap">
        <Group gap="md" wrap="nowrap">
          <ModalityMark modality={report.modality} bodyPart={report.body_part} />
          {isClinicShown && (
            <Text size="sm" c="dimmed">
              <bdi>{report.clinic_name}</bdi>
            </Text>
          )}
          <Text size="sm" c="dimmed">
            <bdi>{[report.author_name, report.reviewer_name].filter(Boolean).join(" / ")}</bdi>
          </Text>
          {report.version > 1 && (
            <Badge color="orange" radius="sm">
              {t("report.version", { version: report.version })}
            </Badge>
          )}
        </Group>
        <ReadMark report={report} />
      </Group>
    </Link>
  );
}

export function ReadMark({ report }: { report: ReportSummary }) {
  const { t, i18n } = useTranslation();
  if (report.acknowledged_at === null) {
    return (
      <Badge color="red" radius="sm">
        {t("report.unread")}
      </Badge>
    );
  }
  return (
    <Text size="sm" c="var(--mantine-color-teal-light-color)">
      {t("report.acknowledged", {
        name: report.acknowledged_by_name ?? "",
        time: momentText(report.acknowledged_at, i18n.language),
      })}
    </Text>
  );
}
