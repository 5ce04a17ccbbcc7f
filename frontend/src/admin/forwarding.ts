import { useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client";
import { LIVE_MS } from "../api/queries";
import type { ForwardingDestination } from "../api/types";

/** The start of the reader's day, which is what "today" means to them. */
export function startOfDay(now: Date): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString();
}

export const useDestinations = () =>
  useQuery({
    queryKey: ["kept", "destinations"],
    queryFn: () =>
      bodyOf(api.GET("/api/forwarding-destinations", { params: { query: { since: startOfDay(new Date()) } } })),
    refetchInterval: LIVE_MS,
  });

export const useRoutingRules = () =>
  useQuery({ queryKey: ["kept", "rules"], queryFn: () => bodyOf(api.GET("/api/routing-rules")) });

export const useFailedForwardings = () =>
  useQuery({
    queryKey: ["kept", "forwardings"],
    queryFn: () => bodyOf(api.GET("/api/forwardings", { params: { query: { state: "dead" } } })),
    refetchInterval: LIVE_MS,
  });

export const useUnheardCommitments = () =>
  useQuery({
    queryKey: ["kept", "commitments"],
    queryFn: () => bodyOf(api.GET("/api/commitment-reports", { params: { query: { state: "dead" } } })),
    refetchInterval: LIVE_MS,
  });

/** What a change of a destination sends: what it is, without its counts; a secret that is not given stays. */
export function roadOf(destination: ForwardingDestination) {
  const { name, kind, ae_id, uses_tls, authorities, url, credential_kind, user_name } = destination;
  const { asks_commitment, is_paused } = destination;
  return {
    name,
    kind,
    ae_id,
    uses_tls,
    authorities,
    url,
    credential_kind,
    user_name,
    asks_commitment,
    is_paused,
    secret: null,
  };
}

/** The reason in the reader's language, with what the destination itself said. */
export function reasonText(
  said: { reason_zh: string; reason_en: string; detail: string },
  language: string,
): string {
  const words = language.startsWith("zh") ? said.reason_zh : said.reason_en;
  return [words, said.detail].filter(Boolean).join(" · ");
}
