import { queryOptions, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useRef } from "react";
import { api, bodyOf } from "../api/client";
import type { InstanceDisplay } from "./display";

const PENDING_MS = 5_000;

/** An Instance never changes, so what was said of it is asked for once. */
export function displayOf(instanceId: string) {
  return queryOptions({
    queryKey: ["instance", instanceId],
    // Sizes are missing only of what is no picture, and that has `cannot_show`.
    queryFn: async () =>
      (await bodyOf(
        api.GET("/api/instances/{instance_id}", { params: { path: { instance_id: instanceId } } }),
      )) as InstanceDisplay,
    // Only what is prepared for a thin line may still come; it is looked for when the picture is opened again.
    staleTime: ({ state }) => (state.data?.renditions.state === "pending" ? PENDING_MS : Infinity),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** What was said of an Instance when it was opened stands as long as it is open: its picture is not begun again. */
export function useDisplay(instanceId: string): UseQueryResult<InstanceDisplay> {
  const query = useQuery(displayOf(instanceId));
  const first = useRef<{ instanceId: string; data: InstanceDisplay } | null>(null);
  if (query.data !== undefined && first.current?.instanceId !== instanceId) {
    first.current = { instanceId, data: query.data };
  }
  if (first.current?.instanceId !== instanceId) return query;
  return { ...query, data: first.current.data } as UseQueryResult<InstanceDisplay>;
}
