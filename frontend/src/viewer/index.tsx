import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Patient, ReadingStudy } from "../api/types";
import { EcgView } from "../ecg";
import { CannotShow } from "./CannotShow";
import { DocumentView } from "./DocumentView";
import type { Action } from "./keys";
import { type Marks, marks } from "./marks";
import { PictureView } from "./PictureView";
import { firstOfSeries, neighbour, type Sheet, sheetsOf } from "./sheets";
import { Strip } from "./Strip";
import { useLatest } from "./useLatest";
import classes from "./viewer.module.css";

export interface StudyPicturesProps {
  studies: readonly ReadingStudy[];
  /** Whose pictures these are; written on each of them. */
  patient?: Patient;
  /** Called once for each Instance when it has been on the screen in its full quality; a clip when all of it was. */
  onShown?: (instanceId: string) => void;
}

const NOWHERE = () => undefined;

/** All that the clinic sent for a Reading: a strip to choose from, and the chosen one large. */
export function StudyPictures({ studies, patient, onShown = NOWHERE }: StudyPicturesProps) {
  const { t } = useTranslation();
  const sheets = useMemo(() => sheetsOf(studies), [studies]);
  const [chosen, setChosen] = useState<string | null>(null);
  const current = sheets.find((sheet) => sheet.instance.id === chosen) ?? sheets[0];
  const [drawn] = useState(marks);
  const reported = useRef(new Set<string>());
  const shown = useLatest((instanceId: string) => {
    if (reported.current.has(instanceId)) return;
    reported.current.add(instanceId);
    onShown(instanceId);
  });
  const go = useLatest((action: Action) => {
    const target = current && targetOf(sheets, current, action);
    if (target) setChosen(target.instance.id);
  });

  if (current === undefined) {
    return (
      <div className={classes.root}>
        <div className={classes.message}>{t("viewer.none")}</div>
      </div>
    );
  }
  return (
    <div className={classes.root} data-testid="study-pictures" data-instance={current.instance.id}>
      <Shown sheets={sheets} current={current} patient={patient} marks={drawn} onGo={go} onShown={shown} />
      {sheets.length > 1 && (
        <Strip sheets={sheets} current={current} onChoose={(sheet) => setChosen(sheet.instance.id)} />
      )}
    </div>
  );
}

function targetOf(sheets: readonly Sheet[], from: Sheet, action: Action): Sheet | undefined {
  if (action === "previous") return neighbour(sheets, from, -1);
  if (action === "next") return neighbour(sheets, from, 1);
  if (action === "previousSeries") return firstOfSeries(sheets, from, -1);
  return action === "nextSeries" ? firstOfSeries(sheets, from, 1) : undefined;
}

interface ShownProps {
  sheets: readonly Sheet[];
  current: Sheet;
  patient: Patient | undefined;
  marks: Marks;
  onGo: (action: Action) => void;
  onShown: (instanceId: string) => void;
}

function Shown({ sheets, current, patient, marks: drawn, onGo, onShown }: ShownProps) {
  const { kind, id } = current.instance;
  if (kind === "document") return <DocumentView instanceId={id} onShown={onShown} />;
  if (kind === "ecg")
    return <EcgView instanceId={id} patient={patient} studyDate={current.study.study_date} onShown={onShown} />;
  if (kind === "other") {
    return (
      <div className={classes.stage}>
        <CannotShow instanceId={id} />
      </div>
    );
  }
  return (
    <PictureView
      sheet={current}
      count={sheets.filter((sheet) => sheet.seriesIndex === current.seriesIndex).length}
      patient={patient}
      marks={drawn}
      previous={neighbour(sheets, current, -1)}
      next={neighbour(sheets, current, 1)}
      onGo={onGo}
      onShown={onShown}
    />
  );
}
