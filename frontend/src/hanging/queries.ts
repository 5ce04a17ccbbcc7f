import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client";
import type { HangingRule } from "../api/types";

const RULES_KEY = ["hanging-rules"] as const;

/** By which rules this person's pictures are laid out. */
export function useHangingRules() {
  return useQuery({
    queryKey: RULES_KEY,
    queryFn: () => bodyOf(api.GET("/api/hanging-rules")),
    staleTime: 5 * 60_000,
  });
}

export function useSaveRules() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { rules: HangingRule[]; revision: number }) => bodyOf(api.PUT("/api/hanging-rules", { body })),
    onSuccess: (kept) => queries.setQueryData(RULES_KEY, kept),
  });
}
