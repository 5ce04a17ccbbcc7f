import { useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client";
import { Problem, unreachable } from "../api/problem";
import { channelsOf, type WaveformGroup } from "./waveform";

export function useWaveform(instanceId: string | undefined) {
  return useQuery({
    queryKey: ["waveform", instanceId],
    enabled: instanceId !== undefined,
    queryFn: () =>
      bodyOf(api.GET("/api/instances/{instance_id}/waveform", { params: { path: { instance_id: instanceId! } } })),
    staleTime: Infinity,
  });
}

/** The samples of one group in microvolts, a Float32Array a channel. */
export function useSamples(instanceId: string | undefined, number: number, group: WaveformGroup | undefined) {
  return useQuery({
    queryKey: ["waveform", instanceId, number],
    enabled: instanceId !== undefined && group !== undefined,
    queryFn: async () => {
      const response = await fetch(`/api/instances/${instanceId}/waveform/${number}`, {
        headers: { Accept: "application/octet-stream" },
        credentials: "same-origin",
      }).catch(() => {
        throw unreachable();
      });
      if (!response.ok)
        throw new Problem(response.status, (await response.json().catch(() => ({}))) as Record<string, unknown>);
      return channelsOf(await response.arrayBuffer(), group!);
    },
    staleTime: Infinity,
  });
}
