import { useQuery } from "@tanstack/react-query";
import { call } from "../api/client";
import type { InstanceDisplay } from "./display";

/** An Instance never changes, so what was said of it is asked for once. */
export function useDisplay(instanceId: string) {
  return useQuery({
    queryKey: ["instance", instanceId],
    queryFn: () => call<InstanceDisplay>("GET", `/api/instances/${instanceId}`),
    staleTime: Infinity,
  });
}
