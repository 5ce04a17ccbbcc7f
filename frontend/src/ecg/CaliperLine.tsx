import { useTranslation } from "react-i18next";
import { ToolButton } from "../viewer/ToolButton";
import { readingOf } from "./calipers";
import classes from "./ecg.module.css";
import { ecgKey, type EcgAction } from "./keys";
import { chosenOf, type Pairs } from "./pairs";
import type { EcgTool } from "./settings";
import type { Signal } from "./trace";
import { signed, useReadingText } from "./useReadingText";

interface CaliperLineProps {
  tool: EcgTool;
  pairs: Pairs;
  recorded: readonly Signal[] | null;
  labels: readonly string[];
  isFiltered: boolean;
  marks: number;
  onAct: (action: EcgAction) => void;
}

/** What the chosen calipers say and what can be done with them; without any, how to begin. */
export function CaliperLine({ tool, pairs, recorded, labels, isFiltered, marks, onAct }: CaliperLineProps) {
  const { t } = useTranslation();
  const textOf = useReadingText();
  const chosen = chosenOf(pairs);
  const signal = chosen === null ? undefined : recorded?.[chosen.channel];
  if (chosen === null || signal === undefined) {
    const hints = { calipers: t("ecg.calipersHint"), hand: t("ecg.handHint"), marks: t("ecg.marksHint", { marks }) };
    return (
      <div className={classes.line}>
        <span className={classes.lineText}>{hints[tool]}</span>
      </div>
    );
  }
  const reading = readingOf(chosen, signal);
  const trace = reading.traceMillivolts;
  const button = (action: EcgAction, label: string, isOn?: boolean) => (
    <ToolButton
      label={label}
      keys={ecgKey(action)}
      onClick={() => onAct(action)}
      {...(isOn === undefined ? {} : { isOn })}
    >
      {label}
    </ToolButton>
  );
  return (
    <div className={classes.line} role="group" aria-label={t("ecg.calipers")}>
      <span className={classes.lineText} data-testid="ecg-reading" aria-live="polite">
        <strong>{labels[chosen.channel]}</strong> {textOf(reading)}
        {trace !== null && ` · ${t("ecg.traceBetween", { millivolts: signed(trace) })}`}
        {isFiltered && <em> {t("ecg.amplitudeUnfiltered")}</em>}
      </span>
      {button("keep", t("ecg.keep"), chosen.isKept)}
      {button("march", t("ecg.march"), chosen.isMarching)}
      {button("otherJaw", t("ecg.otherJaw"))}
      {button("remove", t("ecg.remove"))}
    </div>
  );
}
