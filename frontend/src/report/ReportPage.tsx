import { Alert, Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useAccount } from "../account/session";
import type { ReportDetail } from "../api/types";
import { routes } from "../routes";
import { ModalityMark } from "../study/ModalityMark";
import { PatientLine } from "../study/PatientLine";
import { Loaded } from "../ui/Loaded";
import { useDocumentTitle } from "../ui/PageFrame";
import { Acknowledgement } from "./Acknowledgement";
import { Deliveries } from "./Deliveries";
import { loadReport, pdfAddress, reportKey } from "./queries";
import classes from "./ReportPage.module.css";
import { ReportWords } from "./ReportWords";
import { Signatures } from "./Signatures";

/** A signed version changes no more; only its deliveries and its receipt do. */
const REPORT_MS = 30_000;

export function ReportPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const report = useQuery({ queryKey: reportKey(id), queryFn: () => loadReport(id), refetchInterval: REPORT_MS });
  useDocumentTitle(t("report.title"));
  return <Loaded query={report}>{(detail) => <Report report={detail} />}</Loaded>;
}

function Report({ report }: { report: ReportDetail }) {
  const { t } = useTranslation();
  const account = useAccount();
  return (
    <div className={classes.page}>
      <article className={classes.words}>
        <Stack gap="md" className={classes.scroll ?? ""}>
          <VersionNote report={report} />
          <div>
            <PatientLine patient={report.patient} size="page" />
            <Group gap="md" mt={4}>
              <ModalityMark modality={report.modality} />
              <Text size="sm" c="dimmed">
                <bdi>{report.clinic_name}</bdi> · {t("report.version", { version: report.version })}
              </Text>
            </Group>
          </div>
          <ReportWords words={report} />
          <Signatures report={report} />
          <Deliveries report={report} />
        </Stack>
        <Acknowledgement report={report} canAcknowledge={account.clinic_id === report.clinic_id} />
      </article>
      <section className={classes.pdf} aria-label={t("report.pdfPane")}>
        <iframe src={pdfAddress(report.id)} title={t("report.pdfPane")} />
        <Anchor href={pdfAddress(report.id)} target="_blank" rel="noreferrer" p="xs" ta="center" size="sm">
          {t("report.openPdf")}
        </Anchor>
      </section>
    </div>
  );
}

function VersionNote({ report }: { report: ReportDetail }) {
  const { t } = useTranslation();
  const newest = report.versions.reduce((best, each) => (each.version > best.version ? each : best), {
    id: report.id,
    version: report.version,
  });
  if (newest.version === report.version) return null;
  return (
    <Alert color="orange" title={t("report.notCurrent")} role="alert">
      <Button component={Link} to={routes.report(newest.id)} size="xs" color="orange">
        {t("report.openCurrent")}
      </Button>
    </Alert>
  );
}
