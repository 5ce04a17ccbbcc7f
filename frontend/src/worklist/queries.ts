import { call } from "../api/client";
import type { Hold, ReadingDetail, ReadingSummary } from "../api/types";

export const VIEWS = ["mine", "open", "done"] as const;
export type View = (typeof VIEWS)[number];

export const readingsKey = (view: View) => ["readings", view] as const;
export const readingKey = (id: string) => ["reading", id] as const;

export function loadReadings(view: View): Promise<ReadingSummary[]> {
  return call("GET", `/api/readings?view=${view}`);
}

export function searchReadings(patientName: string): Promise<ReadingSummary[]> {
  return call("POST", "/api/readings/search", { patient_name: patientName });
}

export function loadReading(id: string): Promise<ReadingDetail> {
  return call("GET", `/api/readings/${id}`);
}

/** Tells the audit that this person looks at the study. */
export function openReading(id: string): Promise<unknown> {
  return call("POST", `/api/readings/${id}/open`);
}

export function claimReading(id: string): Promise<unknown> {
  return call("POST", `/api/readings/${id}/claim`);
}

export function startReading(id: string): Promise<Hold> {
  return call("POST", `/api/readings/${id}/start`);
}

export function heartbeat(id: string, fencingToken: number): Promise<Hold> {
  return call("POST", `/api/readings/${id}/heartbeat`, { fencing_token: fencingToken });
}

export function releaseReading(id: string, fencingToken: number, reason: string): Promise<unknown> {
  return call("POST", `/api/readings/${id}/release`, { fencing_token: fencingToken, reason });
}

export function rejectReading(id: string, fencingToken: number, reason: string): Promise<unknown> {
  return call("POST", `/api/readings/${id}/reject`, { fencing_token: fencingToken, reason });
}

export function acknowledgeLate(id: string, fencingToken: number): Promise<unknown> {
  return call("POST", `/api/readings/${id}/acknowledge-late`, { fencing_token: fencingToken });
}

export function pauseReading(id: string, reason: string): Promise<unknown> {
  return call("POST", `/api/readings/${id}/pause`, { reason });
}

export function resumeReading(id: string): Promise<unknown> {
  return call("POST", `/api/readings/${id}/resume`);
}

export function cancelReading(id: string, reason: string): Promise<unknown> {
  return call("POST", `/api/readings/${id}/cancel`, { reason });
}
