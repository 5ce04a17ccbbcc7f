import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useMatch } from "react-router";
import { api, bodyOf } from "../api/client";
import type { components } from "../api/schema";
import { routes } from "../routes";
import { deviceMarks } from "./beats";
import { useSamples, useWaveform } from "./queries";
import { type Previous, sameLeads } from "./previous";
import { longestGroup, type WaveformGroup } from "./waveform";

export type Prior = components["schemas"]["PriorOut"];
type Kind = components["schemas"]["ReadingStudy"]["series"][number]["instances"][number]["kind"];

const ECG_KIND: Kind = "ecg";
const ECG_MODALITIES: ReadonlySet<string> = new Set(["ECG", "HD"]);

/** The earlier ECGs of the patient of the Reading that is open, and the one that is drawn under this recording. */
export function usePrevious(instanceId: string, group: WaveformGroup | undefined) {
  const readingId = useMatch(routes.reading(":id"))?.params.id;
  const [chosen, setChosen] = useState<Prior | null>(null);
  const [shiftS, setShiftS] = useState(0);
  const priors = useQuery({
    queryKey: ["reading", readingId, "priors"],
    enabled: readingId !== undefined,
    queryFn: () => bodyOf(api.GET("/api/readings/{reading_id}/priors", { params: { path: { reading_id: readingId! } } })),
  });
  const opened = useQuery({
    queryKey: ["reading", readingId, "priors", chosen?.study_id, "opened"],
    enabled: chosen !== null,
    queryFn: () => openPrior(readingId!, chosen!.study_id),
    staleTime: Infinity,
  });
  const earlierId = opened.data?.find((one) => one !== instanceId);
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

/** The ECG Instances of an earlier study; that it was opened is noted by the server. */
async function openPrior(readingId: string, studyId: string): Promise<string[]> {
  const path = { reading_id: readingId, study_id: studyId };
  const study = await bodyOf(api.POST("/api/readings/{reading_id}/priors/{study_id}/open", { params: { path } }));
  return study.series.flatMap(({ instances }) => instances).flatMap(({ id, kind }) => (kind === ECG_KIND ? [id] : []));
}
