import { api, bodyOf } from "../api/client";
import type { StudySearch, StudySummary } from "../api/types";

export const STUDIES_PAGE = 50;

export function loadStudies(before?: string) {
  const query = { limit: STUDIES_PAGE, ...(before ? { before } : {}) };
  return bodyOf(api.GET("/api/studies", { params: { query } }));
}

/** Where the next page begins; undefined after the last. */
export function nextPage(page: readonly StudySummary[]): string | undefined {
  return page.length < STUDIES_PAGE ? undefined : page.at(-1)?.first_received_at;
}

export function searchStudies(search: Partial<StudySearch>) {
  return bodyOf(api.POST("/api/studies/search", { body: { doubtful_names_only: false, ...search } }));
}

export function confirmName(patientKey: string, patientName: string) {
  return bodyOf(
    api.POST("/api/patients/{patient_id}/confirm-name", {
      params: { path: { patient_id: patientKey } },
      body: { patient_name: patientName },
    }),
  );
}

export function loadStudy(id: string) {
  return bodyOf(api.GET("/api/studies/{study_id}", { params: { path: { study_id: id } } }));
}

/** Tells the audit that this person looks at the study, and brings what there is to see. */
export function openStudy(id: string) {
  return bodyOf(api.POST("/api/studies/{study_id}/open", { params: { path: { study_id: id } } }));
}
