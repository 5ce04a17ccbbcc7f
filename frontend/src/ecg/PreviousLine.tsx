import { useTranslation } from "react-i18next";
import { isChinese } from "../i18n";
import { ProblemNote } from "../ui/ProblemNote";
import { dateText } from "../ui/time";
import classes from "./ecg.module.css";
import type { usePrevious } from "./usePrevious";

const MOST_SHIFT_MS = 600;

interface PreviousLineProps extends ReturnType<typeof usePrevious> {
  /** Leads of this recording that the earlier one does not have. */
  missing: readonly string[];
  /** Whether a beat of it lies on a beat of this one in every panel, in some, in none. */
  aligned: "all" | "some" | "none";
}

/** What the blue traces are, how they were laid under the black ones, and how to move them. */
export function PreviousLine({ chosen, previous, shiftS, setShiftS, missing, aligned, isWithout, error }: PreviousLineProps) {
  const { t, i18n } = useTranslation();
  if (chosen === null) return null;
  if (error !== null) return <ProblemNote error={error} />;
  const date = dateText(chosen.study_date) || t("ecg.previous.undated");
  const warning = isChinese(i18n.language) ? chosen.warning_zh : chosen.warning_en;
  const said = [
    ...(missing.length > 0 ? [t("ecg.previous.missing", { leads: missing.join(" ") })] : []),
    ...(warning === "" ? [] : [warning]),
  ];
  return (
    <div className={classes.previous} role="note" data-testid="ecg-previous" aria-label={t("ecg.previous.title")}>
      <strong>{t("ecg.previous.legend", { date })}</strong>
      <span>{isWithout ? t("ecg.previous.without") : previous === null ? t("ecg.loading") : t(`ecg.previous.aligned.${aligned}`)}</span>
      {said.map((words) => (
        <em key={words}>{words}</em>
      ))}
      {previous !== null && (
        <label>
          {t("ecg.previous.shift")}
          <input
            type="range"
            min={-MOST_SHIFT_MS}
            max={MOST_SHIFT_MS}
            step={4}
            value={Math.round(shiftS * 1000)}
            aria-valuetext={`${Math.round(shiftS * 1000)} ms`}
            onChange={(event) => setShiftS(Number(event.currentTarget.value) / 1000)}
          />
          {`${Math.round(shiftS * 1000)} ms`}
        </label>
      )}
    </div>
  );
}
