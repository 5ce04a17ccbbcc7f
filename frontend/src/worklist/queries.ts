import { api, bodyOf } from "../api/client";

export const VIEWS = ["mine", "open", "done"] as const;
export type View = (typeof VIEWS)[number];

export const readingsKey = (view: View) => ["readings", view] as const;
export const readingKey = (id: string) => ["reading", id] as const;

const at = (id: string) => ({ params: { path: { reading_id: id } } });

export function loadReadings(view: View) {
  return bodyOf(api.GET("/api/readings", { params: { query: { view } } }));
}

/** Finds by part of a name, or a whole Patient ID or Accession Number. */
export function searchReadings(text: string) {
  return bodyOf(api.POST("/api/readings/search", { body: { patient_name: text } }));
}

export function loadReading(id: string) {
  return bodyOf(api.GET("/api/readings/{reading_id}", at(id)));
}

/** Tells the audit that this person looks at the study. */
export function openReading(id: string) {
  return bodyOf(api.POST("/api/readings/{reading_id}/open", at(id)));
}

export function claimReading(id: string) {
  return bodyOf(api.POST("/api/readings/{reading_id}/claim", at(id)));
}

export function startReading(id: string) {
  return bodyOf(api.POST("/api/readings/{reading_id}/start", at(id)));
}

export function heartbeat(id: string, fencing_token: number) {
  return bodyOf(api.POST("/api/readings/{reading_id}/heartbeat", { ...at(id), body: { fencing_token } }));
}

export function releaseReading(id: string, fencing_token: number | null, reason: string) {
  return bodyOf(api.POST("/api/readings/{reading_id}/release", { ...at(id), body: { fencing_token, reason } }));
}

export function rejectReading(id: string, fencing_token: number, reason: string) {
  return bodyOf(api.POST("/api/readings/{reading_id}/reject", { ...at(id), body: { fencing_token, reason } }));
}

/** Only what the page shows is acknowledged: `late_instance_at` is the reading's own. */
export function acknowledgeLate(id: string, fencing_token: number, late_instance_at: string) {
  const body = { fencing_token, late_instance_at };
  return bodyOf(api.POST("/api/readings/{reading_id}/acknowledge-late", { ...at(id), body }));
}

export function pauseReading(id: string, reason: string) {
  return bodyOf(api.POST("/api/readings/{reading_id}/pause", { ...at(id), body: { reason } }));
}

export function resumeReading(id: string) {
  return bodyOf(api.POST("/api/readings/{reading_id}/resume", at(id)));
}

export function cancelReading(id: string, reason: string) {
  return bodyOf(api.POST("/api/readings/{reading_id}/cancel", { ...at(id), body: { reason } }));
}
