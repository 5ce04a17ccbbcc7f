import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Patient, ReadingStudy } from "../api/types";
import { useEvidence, useTarget } from "./evidence/context";
import { PaneContext, useHands } from "./layout/pane";
import { PaneContent } from "./layout/PaneContent";
import { sheetsOf } from "./sheets";
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
  const { marks } = useEvidence().desk;
  const target = useTarget();
  useEffect(() => {
    if (target !== null) setChosen(target.instanceId);
  }, [target]);
  const hands = useHands();
  const [bars, setBars] = useState<HTMLElement | null>(null);
  const reported = useRef(new Set<string>());
  const shown = useLatest((instanceId: string) => {
    if (reported.current.has(instanceId)) return;
    reported.current.add(instanceId);
    onShown(instanceId);
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
      <div ref={setBars} />
      <PaneContext value={{ isActive: true, hands, bars }}>
        <PaneContent
          sheets={sheets}
          current={current}
          patient={patient}
          marks={marks}
          onChoose={(sheet) => setChosen(sheet.instance.id)}
          onShown={shown}
        />
      </PaneContext>
      {sheets.length > 1 && (
        <Strip sheets={sheets} current={current} onChoose={(sheet) => setChosen(sheet.instance.id)} />
      )}
    </div>
  );
}
