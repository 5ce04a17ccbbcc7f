import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client";
import { Problem, unreachable } from "../api/problem";
import { channelsOf, type WaveformGroup } from "./waveform";

export function waveformOptions(instanceId: string) {
  return queryOptions({
    queryKey: ["waveform", instanceId],
    queryFn: () => {
      // Every waveform has a first group: its samples come beside what is said of them.
      const samples = fetchSamples(instanceId, 1);
      samples.catch(() => undefined);
      firstGroups.set(instanceId, samples);
      return bodyOf(
        api.GET("/api/instances/{instance_id}/waveform", { params: { path: { instance_id: instanceId } } }),
      );
    },
    staleTime: Infinity,
  });
}

/** First groups that were asked for with their description and not taken yet. */
const firstGroups = new Map<string, Promise<ArrayBuffer>>();

async function fetchSamples(instanceId: string, number: number): Promise<ArrayBuffer> {
  const response = await fetch(`/api/instances/${instanceId}/waveform/${number}`, {
    headers: { Accept: "application/octet-stream" },
    credentials: "same-origin",
  }).catch(() => {
    throw unreachable();
  });
  if (!response.ok)
    throw new Problem(response.status, (await response.json().catch(() => ({}))) as Record<string, unknown>);
  return response.arrayBuffer();
}

/** The samples of one group in microvolts, a Float32Array a channel. */
export function samplesOptions(instanceId: string, number: number, group: WaveformGroup) {
  return queryOptions({
    queryKey: ["waveform", instanceId, number],
    queryFn: async () => {
      const early = number === 1 ? firstGroups.get(instanceId) : undefined;
      firstGroups.delete(instanceId);
      return channelsOf(await (early ?? fetchSamples(instanceId, number)), group);
    },
    staleTime: Infinity,
  });
}

export function useWaveform(instanceId: string | undefined) {
  return useQuery({ ...waveformOptions(instanceId!), enabled: instanceId !== undefined });
}

export function useSamples(instanceId: string | undefined, number: number, group: WaveformGroup | undefined) {
  return useQuery({
    ...samplesOptions(instanceId!, number, group!),
    enabled: instanceId !== undefined && group !== undefined,
  });
}
