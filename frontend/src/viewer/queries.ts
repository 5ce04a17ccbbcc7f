import { useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client";
import type { InstanceDisplay } from "./display";

/** An Instance never changes, so what was said of it is asked for once. */
export function useDisplay(instanceId: string) {
  return useQuery({
    queryKey: ["instance", instanceId],
    // Sizes are missing only of what is no picture, and that has `cannot_show`.
    queryFn: async () =>
      (await bodyOf(
        api.GET("/api/instances/{instance_id}", { params: { path: { instance_id: instanceId } } }),
      )) as InstanceDisplay,
    staleTime: Infinity,
  });
}
