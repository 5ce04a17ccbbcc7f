import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client";
import type { Modality } from "../api/types";

const KEY = ["templates"] as const;
const PHRASES = ["phrases"] as const;
const STALE_MS = 5 * 60_000;

export function useTemplates(modality?: Modality) {
  return useQuery({
    queryKey: [...KEY, modality ?? "all"],
    queryFn: () => bodyOf(api.GET("/api/templates", modality ? { params: { query: { modality } } } : {})),
    staleTime: STALE_MS,
  });
}

const ofVersion = (key: string, version: number) => ({ params: { path: { key, version } } });

/** One version never changes. */
export function useTemplate(key: string, version: number) {
  return useQuery({
    queryKey: ["template", key, version],
    queryFn: () => bodyOf(api.GET("/api/templates/{key}/versions/{version}", ofVersion(key, version))),
    staleTime: Infinity,
    enabled: key !== "",
  });
}

export const fileAddress = (key: string, version: number) =>
  `/api/templates/${encodeURIComponent(key)}/versions/${String(version)}/file`;

export async function loadFile(key: string, version: number): Promise<string> {
  return bodyOf(api.GET("/api/templates/{key}/versions/{version}/file", { ...ofVersion(key, version), parseAs: "text" }));
}

export function usePhrases() {
  return useQuery({ queryKey: PHRASES, queryFn: () => bodyOf(api.GET("/api/phrases")), staleTime: STALE_MS });
}

export function useKeep() {
  const queries = useQueryClient();
  return async <T>(act: Promise<T>): Promise<T> => {
    const done = await act;
    await Promise.all([KEY, PHRASES].map((queryKey) => queries.invalidateQueries({ queryKey })));
    return done;
  };
}

export function openLastReport(readingId: string) {
  return bodyOf(api.POST("/api/readings/{reading_id}/last-report", { params: { path: { reading_id: readingId } } }));
}

export function useContradictions(readingId: string, { findings, impression }: { findings: string; impression: string }) {
  return useQuery({
    queryKey: ["contradictions", readingId, findings, impression],
    queryFn: () =>
      bodyOf(
        api.POST("/api/readings/{reading_id}/contradictions", {
          params: { path: { reading_id: readingId } },
          body: { findings, impression },
        }),
      ),
    staleTime: Infinity,
  });
}
