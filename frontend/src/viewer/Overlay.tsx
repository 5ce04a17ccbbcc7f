import { useTranslation } from "react-i18next";
import type { Patient } from "../api/types";
import { personName } from "../study/patient";
import { SexAndAge } from "../study/PatientLine";
import { dateText } from "../ui/time";
import { Isolated } from "../ui/Isolated";
import { type KnownLength, scaleOf } from "./calibration";
import { turnMarkers } from "./geometry";
import { markersOf } from "./orientation";
import type { ReaderState } from "./reader";
import type { Sheet } from "./sheets";
import classes from "./viewer.module.css";

interface OverlayProps {
  sheet: Sheet;
  count: number;
  state: ReaderState;
  patient: Patient | undefined;
  known: KnownLength | null;
  /** Whether something is measured, or about to be. */
  isMeasuring: boolean;
}

/** The four corners and the sides: whose picture this is, which one, and how it is shown. Said only of what is drawn. */
export function Overlay({ sheet, count, state, patient, known, isMeasuring }: OverlayProps) {
  if (!state.isVisible || state.stage?.shown?.instanceId !== sheet.instance.id) return null;
  return (
    <>
      <Who patient={patient} sheet={sheet} />
      <Which sheet={sheet} count={count} state={state} />
      <How state={state} />
      <Spacing state={state} known={known} isMeasuring={isMeasuring} />
      <Markers state={state} />
    </>
  );
}

function Who({ patient, sheet }: { patient: Patient | undefined; sheet: Sheet }) {
  const { study } = sheet;
  return (
    <div className={`${classes.corner} ${classes.topLeft}`} data-testid="overlay-patient">
      {patient !== undefined && (
        <>
          <span className={classes.name}>
            <Isolated>{personName(patient.name).main || "–"}</Isolated>
          </span>
          <span>
            <SexAndAge patient={patient} at={study.study_date} />
          </span>
          <span>
            <Isolated>{patient.patient_id}</Isolated>
          </span>
        </>
      )}
      <span>
        {dateText(study.study_date)} {study.study_description}
      </span>
    </div>
  );
}

function Which({ sheet, count, state }: { sheet: Sheet; count: number; state: ReaderState }) {
  const { t } = useTranslation();
  const { series, number } = sheet;
  const { stage } = state;
  const part = [series.modality, series.body_part_examined, series.laterality].filter(Boolean).join(" ");
  return (
    <div className={`${classes.corner} ${classes.topRight}`} data-testid="overlay-picture">
      <span>{part}</span>
      <span>
        {t("viewer.series", { number: series.series_number ?? "–" })} · {t("viewer.imageOf", { number, total: count })}
      </span>
      {series.series_description !== "" && <span>{series.series_description}</span>}
      {stage !== null && stage.frames > 1 && (
        <span>{t("viewer.frameOf", { number: stage.shown?.frame ?? "–", total: stage.frames })}</span>
      )}
    </div>
  );
}

function rounded(value: number): number {
  return Math.abs(value) >= 10 ? Math.round(value) : Math.round(value * 100) / 100;
}

function How({ state }: { state: ReaderState }) {
  const { t } = useTranslation();
  const { look, zoom, display } = state;
  const window = look.window;
  return (
    <div className={`${classes.corner} ${classes.bottomLeft}`} data-testid="overlay-look">
      {display?.is_lossy && (
        <span className={classes.warning}>
          {display.lossy_ratio == null
            ? t("viewer.lossy")
            : t("viewer.lossyRatio", { ratio: rounded(display.lossy_ratio) })}
        </span>
      )}
      {look.isInverted && <span className={classes.warning}>{t("viewer.negative")}</span>}
      {look.turn.isMirrored && <span className={classes.warning}>{t("viewer.mirrored")}</span>}
      {look.turn.quarters !== 0 && <span>{t("viewer.turned", { degrees: look.turn.quarters * 90 })}</span>}
      {window !== null && (
        <span>{t("viewer.windowLevel", { width: rounded(window.width), center: rounded(window.center) })}</span>
      )}
      <span>{t("viewer.zoomLevel", { percent: Math.round(zoom * 100) })}</span>
    </div>
  );
}

function Spacing({ state, known, isMeasuring }: Pick<OverlayProps, "state" | "known" | "isMeasuring">) {
  const { t } = useTranslation();
  const { display } = state;
  if (display === null) return null;
  const { origin, magnification } = scaleOf(display, known, known?.points ?? []);
  const words = () => {
    // Ultrasound regions are calibrated one by one; the measurement says it.
    if (origin === "none") return isMeasuring && display.regions.length === 0 ? t("viewer.noSpacing") : null;
    if (origin === "patient" || origin === "region") return null;
    if (origin !== "detector") return t(`viewer.spacing.${origin}`);
    return magnification === null
      ? t("viewer.detectorSpacing")
      : t("viewer.detectorCorrected", { factor: magnification.toFixed(2) });
  };
  const text = words();
  if (text === null) return null;
  return (
    <div className={`${classes.corner} ${classes.bottomRight}`} data-testid="overlay-spacing">
      <span>{text}</span>
    </div>
  );
}

function Markers({ state }: { state: ReaderState }) {
  const upright = markersOf(state.display?.patient_orientation ?? null);
  if (upright === null) return null;
  const markers = turnMarkers(upright, state.look.turn);
  return (
    <>
      <span className={`${classes.marker} ${classes.markerLeft}`} data-testid="marker-left">{markers.left}</span>
      <span className={`${classes.marker} ${classes.markerRight}`} data-testid="marker-right">{markers.right}</span>
      <span className={`${classes.marker} ${classes.markerTop}`} data-testid="marker-top">{markers.top}</span>
      <span className={`${classes.marker} ${classes.markerBottom}`} data-testid="marker-bottom">{markers.bottom}</span>
    </>
  );
}
