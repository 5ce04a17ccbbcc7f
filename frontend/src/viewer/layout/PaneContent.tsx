import type { Patient } from "../../api/types";
import { EcgView } from "../../ecg";
import { CannotShow } from "../CannotShow";
import { DocumentView } from "../DocumentView";
import type { Action } from "../keys";
import type { Marks } from "../marks";
import { PictureView } from "../PictureView";
import { useDisplay } from "../queries";
import { firstOfSeries, neighbour, type Sheet } from "../sheets";
import { useLatest } from "../useLatest";
import classes from "../viewer.module.css";

export interface PaneContentProps {
  /** All that belongs to the study of this pane. */
  sheets: readonly Sheet[];
  current: Sheet;
  patient: Patient | undefined;
  marks: Marks;
  /** Puts another sheet of the same study into this pane. */
  onChoose: (sheet: Sheet) => void;
  onShown: (instanceId: string) => void;
}

/** One picture, clip, electrocardiogram or document, with a state of its own. */
export function PaneContent({ sheets, current, patient, marks, onChoose, onShown }: PaneContentProps) {
  const { kind, id } = current.instance;
  const go = useLatest((action: Action) => {
    const target = targetOf(sheets, current, action);
    if (target) onChoose(target);
  });
  if (kind === "document") return <DocumentView instanceId={id} onShown={onShown} />;
  if (kind === "ecg")
    return <EcgView instanceId={id} patient={patient} studyDate={current.study.study_date} onShown={onShown} />;
  if (kind === "other") return <Unshowable instanceId={id} />;
  return (
    <PictureView
      sheet={current}
      count={sheets.filter((sheet) => sheet.seriesIndex === current.seriesIndex).length}
      patient={patient}
      marks={marks}
      previous={neighbour(sheets, current, -1)}
      next={neighbour(sheets, current, 1)}
      onGo={go}
      onShown={onShown}
    />
  );
}

function Unshowable({ instanceId }: { instanceId: string }) {
  const display = useDisplay(instanceId);
  return (
    <div className={classes.stage}>
      <CannotShow instanceId={instanceId} reason={display.data?.cannot_show ?? null} />
    </div>
  );
}

function targetOf(sheets: readonly Sheet[], from: Sheet, action: Action): Sheet | undefined {
  if (action === "previous") return neighbour(sheets, from, -1);
  if (action === "next") return neighbour(sheets, from, 1);
  if (action === "previousSeries") return firstOfSeries(sheets, from, -1);
  return action === "nextSeries" ? firstOfSeries(sheets, from, 1) : undefined;
}
