import { useQuery } from "@tanstack/react-query";
import { use, useMemo, useState } from "react";
import type { Prior, ReadingStudy } from "../api/types";
import { ComparedReading, openedPrior, usePriors } from "../viewer/layout/priors";
import { deviceMarks } from "./beats";
import { useSamples, useWaveform } from "./queries";
import { type Previous, sameLeads } from "./previous";
import { longestGroup, type WaveformGroup } from "./waveform";

const ECG_MODALITIES: ReadonlySet<string> = new Set(["ECG", "HD"]);

/** The earlier ECGs of the patient of the Reading that is open, and the one that is drawn under this recording. */
export function usePrevious(instanceId: string, group: WaveformGroup | undefined) {
  const readingId = use(ComparedReading);
  const [chosen, setChosen] = useState<Prior | null>(null);
  const [shiftS, setShiftS] = useState(0);
  const priors = usePriors(readingId);
  const opened = useQuery({ ...openedPrior(readingId ?? "", chosen?.study_id ?? ""), enabled: chosen !== null });
  const earlierId = ecgsOf(opened.data).find((one) => one !== instanceId);
  const waveform = useWaveform(earlierId);
  const at = waveform.data === undefined ? 0 : longestGroup(waveform.data.groups);
  const earlier = waveform.data?.groups[at];
  const samples = useSamples(earlierId, at + 1, earlier);
  const previous = useMemo((): Previous | null => {
    if (chosen === null || group === undefined || earlier === undefined || samples.data === undefined) return null;
    const { sampling_frequency: samplingFrequency } = earlier;
    const signals = sameLeads(group.channels, earlier.channels).map((channel) =>
      channel === null
        ? null
        : { microvolts: samples.data[channel]!, samplingFrequency, skewS: earlier.channels[channel]!.skew_s },
    );
    const { samples: marks } = deviceMarks(waveform.data!.annotations, at + 1, samplingFrequency);
    return { signals, marks, samplingFrequency, shiftS };
  }, [chosen, group, earlier, samples.data, waveform.data, at, shiftS]);
  const openable =
    priors.data?.filter(
      ({ modalities, standing }) => standing !== "contradicted" && modalities.some((one) => ECG_MODALITIES.has(one)),
    ) ?? [];
  const choose = (prior: Prior | null) => {
    setShiftS(0);
    setChosen(prior);
  };
  return {
    /** Those that are surely, or with a warning, the same person's. */
    openable,
    chosen,
    choose,
    /** The next of them, and after the last none. False where there is none. */
    chooseNext: () => {
      if (openable.length === 0) return false;
      const at = openable.findIndex(({ study_id }) => study_id === chosen?.study_id);
      choose(openable[at + 1] ?? null);
      return true;
    },
    previous,
    shiftS,
    setShiftS,
    isWithout: opened.isSuccess && earlierId === undefined,
    error: opened.error ?? waveform.error ?? samples.error,
  };
}

function ecgsOf(study: ReadingStudy | undefined): string[] {
  const instances = study?.series.flatMap((series) => series.instances) ?? [];
  return instances.flatMap(({ id, kind }) => (kind === "ecg" ? [id] : []));
}
