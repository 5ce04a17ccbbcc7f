import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Modality, Patient, ReadingStudy } from "../api/types";
import { dateText } from "../ui/time";
import { useEvidence, useTarget } from "./evidence/context";
import type { Apart } from "./layout/apart/useApart";
import { ApartButton } from "./layout/apart/ApartButton";
import { Grid } from "./layout/Grid";
import { nextLayout } from "./layout/hung";
import { LayoutBar } from "./layout/LayoutBar";
import classes from "./layout/layout.module.css";
import { useHands } from "./layout/pane";
import { PriorList } from "./layout/PriorList";
import { sync, SyncContext } from "./layout/sync";
import { useLayoutKeys } from "./layout/useLayoutKeys";
import { ComparedReading } from "./layout/priors";
import { usePanes } from "./layout/usePanes";
import { useStudyAhead } from "./line/useLine";
import { sheetsOf } from "./sheets";
import { Strip } from "./Strip";
import { useLatest } from "./useLatest";
import shared from "./viewer.module.css";

export interface StudyPicturesProps {
  studies: readonly ReadingStudy[];
  /** Whose pictures these are; written on each of them. */
  patient?: Patient;
  /** Whose earlier studies are offered for comparison. */
  readingId?: string | null;
  /** What hanging rules go by. */
  about?: { modality: Modality; bodyPart: string } | null;
  /** The way into a window of their own; null where there is none. */
  apart?: Pick<Apart, "open" | "isBlocked"> | null;
  /** Opens the hanging rules; without it nobody can change them here. */
  onEditRules?: (() => void) | null;
  /** Called once for each Instance when it has been on the screen in its full quality; a clip when all of it was. */
  onShown?: (instanceId: string) => void;
  /** Called when every pane has asked for what it begins with. */
  onHung?: () => void;
}

const NOWHERE = () => undefined;

/** All that the clinic sent for a Reading: panes with pictures, and a strip to choose from. */
export function StudyPictures(props: StudyPicturesProps) {
  const { studies, patient, readingId = null, about = null, onEditRules = null, apart = null } = props;
  const { onShown = NOWHERE, onHung = NOWHERE } = props;
  const { t } = useTranslation();
  const sheets = useMemo(() => sheetsOf(studies), [studies]);
  useStudyAhead(sheets);
  const { marks } = useEvidence().desk;
  const panes = usePanes({ sheets, marks, readingId, about });
  // The panes' own effects run first: what they ask for is asked before anybody hears of it here.
  useEffect(() => {
    if (panes.isSettled) onHung();
  }, [panes.isSettled, onHung]);
  const target = useTarget();
  const show = useLatest(panes.show);
  useEffect(() => {
    if (target !== null) show(target.instanceId);
  }, [target, show]);
  const hands = useHands();
  const [bars, setBars] = useState<HTMLElement | null>(null);
  const [together] = useState(sync);
  const [isSynced, setSynced] = useState(false);
  const [isPriorsOpen, setPriorsOpen] = useState(false);
  const reported = useRef(new Set<string>());
  const shown = useLatest((instanceId: string) => {
    if (reported.current.has(instanceId)) return;
    reported.current.add(instanceId);
    onShown(instanceId);
  });
  useEffect(() => together.setOn(isSynced), [together, isSynced]);
  useLayoutKeys((action) => {
    if (typeof action === "number") panes.putSeries(action);
    else if (action === "nextLayout") panes.setLayout(nextLayout(panes.hung.layout));
    else if (action === "nextPane") panes.nextPane(1);
    else if (action === "sync") setSynced((isOn) => !isOn);
    else if (panes.isListing) setPriorsOpen((isOpen) => !isOpen);
  });

  if (sheets.length === 0) {
    return (
      <div className={shared.root}>
        <div className={shared.message}>{t("viewer.none")}</div>
      </div>
    );
  }
  const inPanes = new Set(panes.shown.flatMap((one) => (one.kind === "sheet" ? [one.sheet.instance.id] : [])));
  const current = panes.active?.sheet;
  return (
    <div className={shared.root} data-testid="study-pictures" data-instance={current?.instance.id} data-hung={panes.isSettled}>
      <LayoutBar panes={panes} isSynced={isSynced} onSync={() => setSynced(!isSynced)} onEditRules={onEditRules}>
        {panes.isListing && (
          <PriorList panes={panes} isOpen={isPriorsOpen} onToggle={() => setPriorsOpen(!isPriorsOpen)} />
        )}
        {apart !== null && <ApartButton apart={apart} />}
      </LayoutBar>
      <div ref={setBars} />
      <SyncContext value={together}>
        <ComparedReading value={readingId}>
          <Grid {...{ panes, hands, bars, patient }} onShown={shown} />
        </ComparedReading>
      </SyncContext>
      {(sheets.length > 1 || panes.collections.length > 1) && (
        <div className={classes.strips}>
          {panes.collections.map(({ prior, sheets: all }) => (
            <Strip
              key={prior?.study_id ?? "current"}
              sheets={all}
              current={current}
              shown={inPanes}
              {...(prior === null ? {} : { prior: `${t("layout.prior")} ${dateText(prior.study_date)}` })}
              onChoose={(sheet) => panes.put(panes.hung.active, sheet)}
            />
          ))}
        </div>
      )}
    </div>
  );
}
