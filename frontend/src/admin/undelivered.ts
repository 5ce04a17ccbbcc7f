import { useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client";
import { LIVE_MS } from "../api/queries";

/** How many reports should be home by now: asked again and again, on every page of an administrator. */
export const useUndelivered = () =>
  useQuery({
    queryKey: ["overview", "undelivered"],
    queryFn: () => bodyOf(api.GET("/api/deliveries/undelivered")),
    refetchInterval: LIVE_MS,
  });
