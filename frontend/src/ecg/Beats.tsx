import { useTranslation } from "react-i18next";
import { AFTER_S, alignedBeats, BEFORE_S } from "./beats";
import { Choice } from "./Choice";
import classes from "./ecg.module.css";
import type { Signal } from "./trace";

interface BeatsProps {
  recorded: readonly Signal[];
  labels: readonly string[];
  channel: number;
  onChannel: (channel: number) => void;
  marks: readonly number[];
  contradictory: number;
  /** Some were set or taken away by the reader. */
  isByHand: boolean;
  onDeviceMarks: () => void;
}

const MM_PER_SECOND = 50;
const MM_PER_MICROVOLT = 0.01;
const LEAST_MM = 15;

/** The marked beats of one lead over each other, as recorded; what they mean is the reader's to say. */
export function Beats(props: BeatsProps) {
  const { recorded, labels, channel, onChannel, marks, contradictory, isByHand, onDeviceMarks } = props;
  const { t } = useTranslation();
  const signal = recorded[channel];
  const beats = signal === undefined ? [] : alignedBeats(signal, marks);
  return (
    <section className={classes.beats} aria-label={t("ecg.beats")} data-testid="ecg-beats" data-beats={beats.length}>
      <div className={classes.beatsHead}>
        <strong>{t("ecg.beats")}</strong>
        <Choice
          label={t("ecg.lead")}
          value={channel}
          choices={labels.map((label, at) => [at, label])}
          onChoose={onChannel}
        />
        <button type="button" onClick={onDeviceMarks}>
          {t("ecg.deviceMarks")}
        </button>
      </div>
      {beats.length > 0 ? (
        <Overlaid beats={beats} samplingFrequency={signal!.samplingFrequency} />
      ) : (
        <p>{t("ecg.noMarks")}</p>
      )}
      <small>
        {t("ecg.beatsNote", { beats: beats.length, source: isByHand ? t("ecg.byHand") : t("ecg.byDevice") })}
        {contradictory > 0 && ` ${t("ecg.contradictory", { count: contradictory })}`}
      </small>
    </section>
  );
}

function Overlaid({ beats, samplingFrequency }: { beats: readonly Float32Array[]; samplingFrequency: number }) {
  const values = beats.flatMap((beat) => [...beat]).filter((value) => !Number.isNaN(value));
  const height = (microvolts: number) => microvolts * MM_PER_MICROVOLT;
  const top = Math.ceil(Math.max(height(values.reduce((a, b) => Math.max(a, b), 0)), 5) / 5) * 5 + 2;
  const bottom = Math.ceil(Math.max(-height(values.reduce((a, b) => Math.min(a, b), 0)), LEAST_MM - top) / 5) * 5 + 2;
  const width = (BEFORE_S + AFTER_S) * MM_PER_SECOND;
  const lines = (from: number, to: number, every: number) =>
    Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, at) => from + at * every);
  return (
    <svg viewBox={`0 ${-top} ${width} ${top + bottom}`} aria-hidden="true">
      <g stroke="#eaa39e" strokeWidth={0.12}>
        {lines(0, width, 5).map((x) => (
          <path key={`x${x}`} d={`M${x} ${-top}V${bottom}`} />
        ))}
        {lines(-Math.floor(top / 5) * 5, bottom, 5).map((y) => (
          <path key={`y${y}`} d={`M0 ${y}H${width}`} />
        ))}
      </g>
      <path
        d={`M${BEFORE_S * MM_PER_SECOND} ${-top}V${bottom}`}
        stroke="#b3261e"
        strokeWidth={0.15}
        strokeDasharray="0.8 0.8"
      />
      <g fill="none" stroke="#101418" strokeWidth={0.16} opacity={0.6}>
        {beats.map((beat, index) => (
          <path key={index} d={pathOf(beat, samplingFrequency)} />
        ))}
      </g>
    </svg>
  );
}

function pathOf(beat: Float32Array, samplingFrequency: number): string {
  let isDown = false;
  let path = "";
  beat.forEach((value, at) => {
    if (Number.isNaN(value)) isDown = false;
    else {
      const x = ((at / samplingFrequency) * MM_PER_SECOND).toFixed(2);
      path += `${isDown ? "L" : "M"}${x} ${(-value * MM_PER_MICROVOLT).toFixed(2)}`;
      isDown = true;
    }
  });
  return path;
}
