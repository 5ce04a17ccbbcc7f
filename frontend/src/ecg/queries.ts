import { useQuery } from "@tanstack/react-query";
import { call } from "../api/client";
import { Problem, unreachable } from "../api/problem";
import { channelsOf, type Waveform, type WaveformGroup } from "./waveform";

export function useWaveform(instanceId: string) {
  return useQuery({
    queryKey: ["waveform", instanceId],
    queryFn: () => call<Waveform>("GET", `/api/instances/${instanceId}/waveform`),
    staleTime: Infinity,
  });
}

/** The samples of one group in microvolts, a Float32Array a channel. */
export function useSamples(instanceId: string, number: number, group: WaveformGroup | undefined) {
  return useQuery({
    queryKey: ["waveform", instanceId, number],
    enabled: group !== undefined,
    queryFn: async () => {
      const response = await fetch(`/api/instances/${instanceId}/waveform/${number}`, {
        headers: { Accept: "application/octet-stream" },
        credentials: "same-origin",
      }).catch(() => {
        throw unreachable();
      });
      if (!response.ok) throw new Problem(response.status, (await response.json().catch(() => ({}))) as Record<string, unknown>);
      return channelsOf(await response.arrayBuffer(), group!);
    },
    staleTime: Infinity,
  });
}
