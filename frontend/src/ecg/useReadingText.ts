import { useTranslation } from "react-i18next";
import type { Reading } from "./calipers";

/** A reading in words and units: milliseconds to the sample, beats a minute to one, millivolts to a hundredth. */
export function useReadingText(): (reading: Reading) => string {
  const { t } = useTranslation();
  return ({ milliseconds, decimals, beatsPerMinute, millivolts }) => {
    const values = { milliseconds: milliseconds.toFixed(decimals), millivolts: signed(millivolts) };
    return beatsPerMinute === null
      ? t("ecg.measuredNoRate", values)
      : t("ecg.measured", { ...values, bpm: Math.round(beatsPerMinute) });
  };
}

export function signed(millivolts: number): string {
  const text = millivolts.toFixed(2);
  return (Number(text) === 0 ? "0.00" : text).replace("-", "−");
}
