import { Anchor, Badge, Button, Group, ScrollArea, Stack, Text, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useAccount } from "../account/session";
import type { StudySummary } from "../api/types";
import { loadReport, reportKey } from "../report/queries";
import { ReportWords } from "../report/ReportWords";
import { routes } from "../routes";
import { Loaded, Loading } from "../ui/Loaded";
import { useDocumentTitle } from "../ui/PageFrame";
import { Panes } from "../ui/Panes";
import { EvidenceContext } from "../viewer/evidence/context";
import { evidenceDesk } from "../viewer/evidence/desk";
import { fromServer } from "../viewer/evidence/evidence";
import desk from "../worklist/ReadingDesk.module.css";
import { PatientLine } from "./PatientLine";
import { loadStudy, openStudy } from "./queries";
import { StepBar } from "./StepBar";
import { progressOf } from "./steps";
import { patiently } from "../ui/patiently";

const StudyPictures = lazy(() =>
  patiently(() => import("../viewer")).then((module) => ({ default: module.StudyPictures })),
);

/** A study of the clinic to look at: its pictures, and the report once it is signed. Nothing here is written. */
export function StudyPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  useDocumentTitle(t("layout.outTitle"));
  const study = useQuery({ queryKey: ["study", id], queryFn: () => loadStudy(id), refetchInterval: 30_000 });
  return <Loaded query={study}>{(summary) => <Study study={summary} />}</Loaded>;
}

function Study({ study }: { study: StudySummary }) {
  const { t } = useTranslation();
  const account = useAccount();
  const opened = useQuery({ queryKey: ["study", study.id, "open"], queryFn: () => openStudy(study.id), staleTime: Infinity });
  const [evidence] = useState(evidenceDesk);
  const here = useMemo(() => ({ desk: evidence, keeper: null, owner: null }), [evidence]);
  const reportId = study.report?.id;
  const report = useQuery({
    queryKey: reportKey(reportId ?? ""),
    queryFn: () => loadReport(reportId ?? ""),
    enabled: reportId !== undefined,
  });
  const pointedAt = report.data?.evidence;
  useEffect(() => {
    if (pointedAt !== undefined) evidence.show(fromServer(pointedAt));
  }, [evidence, pointedAt]);
  return (
    <EvidenceContext value={here}>
      <div className={desk.desk}>
        <header className={desk.header}>
          <Group justify="space-between" wrap="nowrap">
            <PatientLine patient={study.patient} at={study.study_date} size="page" />
            <Group gap="sm" wrap="nowrap">
              <Tooltip label={t("layout.viewOnlyHint")} events={{ hover: true, focus: true, touch: true }}>
                <Badge variant="default" radius="sm" tabIndex={0}>
                  {t("layout.viewOnly")}
                </Badge>
              </Tooltip>
              <Anchor component={Link} to={routes.studies} size="sm">
                ← {t("study.title")}
              </Anchor>
            </Group>
          </Group>
        </header>
        <div className={desk.panes}>
          <Panes
            id={`teleread.panes.study.${account.id}`}
            separators={[t("worklist.resizeReport")]}
            panes={[
              {
                id: "pictures",
                label: t("worklist.picturePane"),
                defaultSize: "70%",
                minSize: "30%",
                content: (
                  <Loaded query={opened}>
                    {(pictures) => (
                      <Suspense fallback={<Loading />}>
                        <StudyPictures
                          studies={[pictures]}
                          patient={study.patient}
                          readingId={study.reading?.id ?? null}
                        />
                      </Suspense>
                    )}
                  </Loaded>
                ),
              },
              {
                id: "report",
                label: t("worklist.reportPane"),
                defaultSize: "30%",
                minSize: "260px",
                content: (
                  <ScrollArea h="100%" type="auto">
                    <Stack p="sm" gap="sm">
                      <StepBar progress={progressOf(study)} />
                      {reportId === undefined ? (
                        <Text c="dimmed">{t("layout.noReport")}</Text>
                      ) : (
                        <>
                          <Loaded query={report}>{(detail) => <ReportWords words={detail} />}</Loaded>
                          <Button component={Link} to={routes.report(reportId)} variant="light">
                            {t("report.openSigned")}
                          </Button>
                        </>
                      )}
                    </Stack>
                  </ScrollArea>
                ),
              },
            ]}
          />
        </div>
      </div>
    </EvidenceContext>
  );
}
