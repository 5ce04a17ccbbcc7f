import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccount } from "../account/session";
import { LIVE_MS } from "../api/queries";
import type { ReadingDetail } from "../api/types";
import { ReportPanel } from "../report/ReportPanel";
import { ShownContext } from "../report/shown";
import { DeletedStudies } from "../study/DeletedStudies";
import { Loaded, Loading } from "../ui/Loaded";
import { Panes } from "../ui/Panes";
import { EvidenceContext } from "../viewer/evidence/context";
import { useAskedPlace } from "../viewer/evidence/useAskedPlace";
import { useEvidenceDesk } from "../viewer/evidence/useEvidenceDesk";
import { PicturesApart } from "../viewer/layout/apart/PicturesApart";
import { useApart } from "../viewer/layout/apart/useApart";
import { DeskHeader } from "./DeskHeader";
import { loadReading, openReading, readingKey } from "./queries";
import classes from "./ReadingDesk.module.css";
import { ReadingBanners } from "./ReadingBanners";
import { unseenIn } from "./seen";
import { useHold } from "./useHold";
import { useNextAhead } from "./useNextAhead";
import { useShownReport } from "./useShownReport";
import { patiently } from "../ui/patiently";

const DeskAsides = lazy(() =>
  patiently(() => import("../question/DeskAsides")).then((module) => ({ default: module.DeskAsides })),
);
const WithClinic = lazy(() =>
  patiently(() => import("../question/DeskAsides")).then((module) => ({ default: module.WithClinic })),
);
const HangingRulesDialog = lazy(() =>
  patiently(() => import("../hanging/HangingRulesDialog")).then((module) => ({ default: module.HangingRulesDialog })),
);
const StudyPictures = lazy(() =>
  patiently(() => import("../viewer")).then((module) => ({ default: module.StudyPictures })),
);

export function ReadingDesk({ id }: { id: string }) {
  const queries = useQueryClient();
  const reading = useQuery({ queryKey: readingKey(id), queryFn: () => loadReading(id), refetchInterval: LIVE_MS });
  const studies = reading.data?.studies;
  const hasStudies = studies !== undefined;

  useEffect(() => {
    if (studies === undefined) return;
    void patiently(() => import("../viewer/line/ready")).then(({ askForFirst }) => askForFirst(studies, queries));
    // Once for each reading, not for every time that it is read again.
  }, [id, hasStudies, queries]);

  useEffect(() => {
    void openReading(id).catch(() => undefined);
  }, [id]);

  return <Loaded query={reading}>{(detail) => <Desk reading={detail} />}</Loaded>;
}

function Desk({ reading }: { reading: ReadingDetail }) {
  const { t } = useTranslation();
  const account = useAccount();
  const hold = useHold(reading, account.id);
  const evidence = useEvidenceDesk(reading, hold, account.id);
  useAskedPlace(evidence.desk);
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const shown = useShownReport(reading);
  const [isHung, setHung] = useState(false);
  const noteHung = useCallback(() => setHung(true), []);
  const markSeen = useCallback((instanceId: string) => setSeen((before) => new Set(before).add(instanceId)), []);
  const apart = useApart({
    reading,
    evidence: evidence.desk,
    isOpen: evidence.keeper !== null && !hold.isLost,
    onSeen: markSeen,
  });
  useNextAhead(reading.id, isHung || apart.isOut);
  const [isEditingRules, setEditingRules] = useState(false);
  return (
    <EvidenceContext value={evidence}>
      <div className={classes.desk}>
        <DeskHeader reading={reading}>
          {(isHung || apart.isOut) && (
            <Suspense fallback={null}>
              <WithClinic reading={reading} token={hold.isLost ? null : hold.token} />
            </Suspense>
          )}
        </DeskHeader>
        <DeletedStudies deleted={reading.deleted_studies} />
        <ReadingBanners reading={reading} hold={hold} />
        {(reading.retake_of !== null || reading.opinion !== null) && (
          <Suspense fallback={null}>
            <DeskAsides reading={reading} />
          </Suspense>
        )}
        <div className={classes.panes}>
          <Panes
            id={`teleread.panes.desk.${account.id}`}
            separators={[t("worklist.resizeReport")]}
            panes={[
              {
                id: "pictures",
                label: t("worklist.picturePane"),
                defaultSize: "64%",
                minSize: "30%",
                content: apart.isOut ? (
                  <PicturesApart onBack={apart.bringBack} />
                ) : (
                  <Suspense fallback={<Loading />}>
                    <StudyPictures
                      studies={reading.studies}
                      patient={reading.patient}
                      readingId={reading.may_compare ? reading.id : null}
                      about={{ modality: reading.modality, bodyPart: reading.body_part }}
                      onEditRules={() => setEditingRules(true)}
                      apart={apart}
                      onShown={markSeen}
                      onHung={noteHung}
                    />
                  </Suspense>
                ),
              },
              {
                id: "report",
                label: t("worklist.reportPane"),
                defaultSize: "36%",
                minSize: "300px",
                content: (
                  <ShownContext value={shown}>
                    <ReportPanel reading={reading} hold={hold} unseen={unseenIn(reading.studies, seen)} />
                  </ShownContext>
                ),
              },
            ]}
          />
        </div>
        {isEditingRules && (
          <Suspense fallback={null}>
            <HangingRulesDialog onClose={() => setEditingRules(false)} />
          </Suspense>
        )}
      </div>
    </EvidenceContext>
  );
}
