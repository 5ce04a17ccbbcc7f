import { queryOptions, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useCallback } from "react";
import { api, bodyOf } from "../../api/client";
import type { Prior, ReadingStudy } from "../../api/types";

/** Whose earlier studies lie at hand for whatever stands in a pane; null where none do. */
export const ComparedReading = createContext<string | null>(null);

/** The earlier studies of a Reading's patient. Nothing that was signed changes, so they are read again rarely. */
export function priorsOf(readingId: string) {
  return queryOptions({
    queryKey: ["priors", readingId],
    queryFn: () => bodyOf(api.GET("/api/readings/{reading_id}/priors", { params: { path: { reading_id: readingId } } })),
    staleTime: 60_000,
  });
}

export function usePriors(readingId: string | null) {
  return useQuery({ ...priorsOf(readingId ?? ""), enabled: readingId !== null });
}

/** Opening tells the audit that this person looks at the study; once opened it stays. */
export function openedPrior(readingId: string, studyId: string) {
  return queryOptions({
    queryKey: ["prior", readingId, studyId],
    queryFn: () =>
      bodyOf(
        api.POST("/api/readings/{reading_id}/priors/{study_id}/open", {
          params: { path: { reading_id: readingId, study_id: studyId } },
        }),
      ),
    staleTime: Infinity,
  });
}

export interface OpenedPrior {
  prior: Prior;
  /** Null while it is on its way, or when it cannot be opened. */
  study: ReadingStudy | null;
  error: unknown;
}

export function useOpenedPriors(readingId: string | null, priors: readonly Prior[]): OpenedPrior[] {
  return useQueries({
    queries: priors.map((prior) => ({ ...openedPrior(readingId ?? "", prior.study_id), enabled: readingId !== null })),
    combine: (results) =>
      results.map((result, at) => ({ prior: priors[at]!, study: result.data ?? null, error: result.error })),
  });
}

export function useOpenPrior(readingId: string | null): (studyId: string) => Promise<ReadingStudy> {
  const queries = useQueryClient();
  return useCallback((studyId) => queries.fetchQuery(openedPrior(readingId ?? "", studyId)), [queries, readingId]);
}
