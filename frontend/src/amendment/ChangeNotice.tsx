import { Alert, Stack, Text } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { ReportDetail } from "../api/types";
import { IconAlert } from "../ui/icons";
import { COLOURS, isAmendment } from "./kinds";
import { patiently } from "../ui/patiently";

const DiffText = lazy(() => patiently(() => import("./DiffText")).then((module) => ({ default: module.DiffText })));

/** Why this version exists and what it changes: the first thing on the page of an amended report. */
export function ChangeNotice({ report }: { report: ReportDetail }) {
  const { t } = useTranslation();
  const { kind, before } = report;
  if (!isAmendment(kind)) return null;
  const names = [report.author_name, report.reviewer_name].filter(Boolean).join(" / ");
  return (
    <Alert
      color={COLOURS[kind]}
      variant={kind === "addendum" ? "light" : "filled"}
      icon={<IconAlert />}
      title={t(`amendment.notice.${kind}`, { version: before?.version ?? report.version - 1 })}
      role="alert"
    >
      <Text fw={600}>
        {t("amendment.why")} <bdi>{report.reason}</bdi>
      </Text>
      <Text size="sm">
        {t("amendment.by")} <bdi>{names}</bdi>
      </Text>
      {before && kind !== "recall" && (
        <Suspense fallback={null}>
          <Stack gap="xs" mt="xs" p="xs" bg="white" c="dark" style={{ borderRadius: 4 }}>
            <DiffText label={t("report.impression")} before={before.impression} after={report.impression} />
            <DiffText label={t("report.findings")} before={before.findings} after={report.findings} />
            {before.impression === report.impression && before.findings === report.findings && (
              <Text size="sm">{t("amendment.sameText")}</Text>
            )}
          </Stack>
        </Suspense>
      )}
    </Alert>
  );
}
