import { useTranslation } from "react-i18next";
import classes from "./ecg.module.css";
import type { Scale } from "./scale";
import { recordedFilters, type WaveformGroup } from "./waveform";

/** What stands at the foot of every printed ECG. */
export function Foot({ group, scale, isFitted }: { group: WaveformGroup; scale: Scale; isFitted: boolean }) {
  const { t } = useTranslation();
  const derived = group.channels.filter((channel) => channel.is_derived).map((channel) => channel.label);
  const parts = [
    isFitted ? t("ecg.notTrueSize") : "",
    t("ecg.mmPerSecond", { value: scale.mmPerSecond }),
    t("ecg.mmPerMillivolt", { value: scale.mmPerMillivolt }),
    t("ecg.sampling", { frequency: group.sampling_frequency }),
    ...useRecordedFilters(group),
    derived.length > 0 ? t("ecg.derived", { leads: derived.join(" ") }) : "",
  ];
  return (
    <div className={classes.foot} data-testid="ecg-foot">
      {parts.filter(Boolean).join(" · ")}
    </div>
  );
}

function useRecordedFilters({ channels }: WaveformGroup): string[] {
  const { t } = useTranslation();
  const found = recordedFilters(channels);
  return found.map(({ low, high, notch, leads }) => {
    const parts = [
      low !== null && high !== null ? t("ecg.filter", { low, high }) : "",
      low !== null && high === null ? t("ecg.filterLow", { low }) : "",
      low === null && high !== null ? t("ecg.filterHigh", { high }) : "",
      notch !== null && notch > 0 ? t("ecg.notch", { notch }) : "",
    ].filter(Boolean);
    const filters = parts.length === 0 ? t("ecg.filterUnsaid") : parts.join(" · ");
    return found.length > 1 ? `${leads.join(" ")}: ${filters}` : filters;
  });
}
