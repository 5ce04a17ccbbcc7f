import { Alert, Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useAccount } from "../account/session";
import { AmendActions } from "../amendment/AmendActions";
import { ChangeNotice } from "../amendment/ChangeNotice";
import { Versions } from "../amendment/Versions";
import type { ReportDetail } from "../api/types";
import { routes } from "../routes";
import { ReportOpinions } from "../opinion/ReportOpinions";
import { ReportQuestions } from "../question/ReportQuestions";
import { ModalityMark } from "../study/ModalityMark";
import { PatientLine } from "../study/PatientLine";
import { Empty, Loaded } from "../ui/Loaded";
import { dateText } from "../ui/time";
import { useDocumentTitle } from "../ui/PageFrame";
import { SealNote } from "../verification/SealNote";
import { Acknowledgement } from "./Acknowledgement";
import { Deliveries } from "./Deliveries";
import { isPrinted, refreshOf } from "./progress";
import { loadReport, pdfAddress, reportKey } from "./queries";
import classes from "./ReportPage.module.css";
import { ReportEvidence } from "./ReportEvidence";
import { ReportWords } from "./ReportWords";
import { Signatures } from "./Signatures";
import { patiently } from "../ui/patiently";

const ReviewSection = lazy(() =>
  patiently(() => import("../signing/ReviewSection")).then((module) => ({ default: module.ReviewSection })),
);

export function ReportPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const report = useQuery({
    queryKey: reportKey(id),
    queryFn: () => loadReport(id),
    refetchInterval: ({ state }) => refreshOf(state.data),
  });
  useDocumentTitle(t("report.title"));
  return <Loaded query={report}>{(detail) => <Report report={detail} />}</Loaded>;
}

function Report({ report }: { report: ReportDetail }) {
  const { t } = useTranslation();
  const account = useAccount();
  const facts = [report.clinic_name, dateText(report.study_date), report.accession_number].filter(Boolean);
  return (
    <div className={classes.page}>
      <article className={classes.words}>
        <Stack gap="md" className={classes.scroll ?? ""}>
          <VersionNote report={report} />
          <ChangeNotice report={report} />
          <div>
            <PatientLine patient={report.patient} at={report.study_date} size="page" />
            <Group gap="md" mt={4}>
              <ModalityMark modality={report.modality} bodyPart={report.body_part} />
              <Text size="sm" c="dimmed">
                {facts.map((fact) => (
                  <span key={fact}>
                    <bdi>{fact}</bdi> ·{" "}
                  </span>
                ))}
                {t("report.version", { version: report.version })}
              </Text>
            </Group>
          </div>
          <ReportWords words={report} />
          <ReportEvidence report={report} />
          <Signatures report={report} />
          {report.review && (
            <Suspense fallback={null}>
              <ReviewSection review={report.review} />
            </Suspense>
          )}
          <SealNote seal={report.seal} />
          <div className={classes.screen}>
            <Button variant="default" onClick={() => window.print()}>
              {t("report.print")}
            </Button>
            <Versions report={report} />
            <AmendActions report={report} />
            <Deliveries report={report} />
            <ReportQuestions readingId={report.reading_id} />
            <ReportOpinions readingId={report.reading_id} />
          </div>
        </Stack>
        <Acknowledgement report={report} canAcknowledge={account.clinic_id === report.clinic_id} />
      </article>
      <section className={classes.pdf} aria-label={t("report.pdfPane")}>
        {isPrinted(report) ? <Pdf reportId={report.id} /> : <Empty text={t("report.pdfComing")} />}
      </section>
    </div>
  );
}

function Pdf({ reportId }: { reportId: string }) {
  const { t } = useTranslation();
  const address = pdfAddress(reportId);
  return (
    <>
      <iframe src={`${address}#view=FitH&navpanes=0`} title={t("report.pdfPane")} />
      <Anchor href={address} target="_blank" rel="noreferrer" p="xs" ta="center" size="sm">
        {t("report.openPdf")}
      </Anchor>
    </>
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
    <Alert color="orange" title={t(report.standing === "recalled" ? "amendment.recalled" : "report.notCurrent")} role="alert">
      <Button component={Link} to={routes.report(newest.id)} size="xs" color="orange">
        {t("report.openCurrent")}
      </Button>
    </Alert>
  );
}
