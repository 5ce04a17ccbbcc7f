import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, bodyOf } from "../api/client";
import type { InstanceSummary } from "../api/types";
import type { InstanceDisplay } from "./display";
import type { Reading } from "./useReader";

/** An Instance never changes, so what was said of it is asked for once. */
export function displayOf(instanceId: string) {
  return queryOptions({
    queryKey: ["instance", instanceId],
    // Sizes are missing only of what is no picture, and that has `cannot_show`.
    queryFn: async () =>
      (await bodyOf(
        api.GET("/api/instances/{instance_id}", { params: { path: { instance_id: instanceId } } }),
      )) as InstanceDisplay,
    staleTime: Infinity,
  });
}

export function useDisplay(instanceId: string) {
  return useQuery(displayOf(instanceId));
}

/** Loads the first picture of the Instance that comes next, once the one before it is complete. */
export function useLoadAhead(reading: Reading | null, next: InstanceSummary | undefined, isIdle: boolean): void {
  const queries = useQueryClient();
  const id = next?.kind === "image" || next?.kind === "clip" ? next.id : null;
  useEffect(() => {
    if (reading === null || id === null || !isIdle) return;
    const load = async () => {
      const display = await queries.fetchQuery(displayOf(id));
      if (display.cannot_show === null) reading.loadAhead(id, display);
    };
    void load().catch(() => undefined);
  }, [queries, reading, id, isIdle]);
}
