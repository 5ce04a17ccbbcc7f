import { useTranslation } from "react-i18next";
import { BASELINE_HZ, type DisplayFilters, isFiltering, MUSCLE_HZ } from "./filters";

/** The filters on the drawn traces in words; empty where there are none. What this sampling cannot carry is said too. */
export function useFilterLine(wanted: DisplayFilters, applied: DisplayFilters): string {
  const { t } = useTranslation();
  if (!isFiltering(wanted)) return "";
  const parts = [
    applied.baseline ? t("ecg.display.baselineOn", { hz: BASELINE_HZ }) : "",
    applied.mains !== null ? t("ecg.display.mainsOn", { hz: applied.mains }) : "",
    applied.muscle ? t("ecg.display.muscleOn", { hz: MUSCLE_HZ }) : "",
    wanted.mains !== applied.mains || wanted.muscle !== applied.muscle ? t("ecg.display.impossible") : "",
  ].filter(Boolean);
  return t("ecg.display.line", { filters: parts.join(" · ") });
}
