import { call } from "../api/client";
import type { StudySummary } from "../api/types";

export interface StudySearch {
  patient_name?: string;
  patient_id?: string;
  accession_number?: string;
  from?: string;
  until?: string;
}

export const STUDIES_PAGE = 50;

export function loadStudies(before?: string): Promise<StudySummary[]> {
  const query = new URLSearchParams({ limit: String(STUDIES_PAGE), ...(before ? { before } : {}) });
  return call("GET", `/api/studies?${query}`);
}

export function searchStudies(search: StudySearch): Promise<StudySummary[]> {
  return call("POST", "/api/studies/search", search);
}

export function confirmName(patientKey: string, patientName: string): Promise<unknown> {
  return call("POST", `/api/patients/${patientKey}/confirm-name`, { patient_name: patientName });
}

/** Where the next page begins; undefined after the last. */
export function nextPage(page: readonly StudySummary[]): string | undefined {
  return page.length < STUDIES_PAGE ? undefined : page.at(-1)?.first_received_at;
}
