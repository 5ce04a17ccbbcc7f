import { api, bodyOf } from "../api/client";
import type { Modality, Priority, ReadingState } from "../api/types";

export const VIEWS = ["mine", "open", "done"] as const;
export type View = (typeof VIEWS)[number];

export interface Narrowing {
  modality: Modality | null;
  clinic_id: string | null;
  state: ReadingState | null;
  priority: Priority | null;
}

export const ALL: Narrowing = { modality: null, clinic_id: null, state: null, priority: null };

/** Lists of all Readings of a view share a key, whoever asks for them. */
export const readingsKey = (view: View, narrowing: Narrowing = ALL) =>
  ["readings", view, ...Object.entries(asked(narrowing)).flat()] as const;
export const readingKey = (id: string) => ["reading", id] as const;

const at = (id: string) => ({ params: { path: { reading_id: id } } });

function asked({ modality, clinic_id, state, priority }: Narrowing) {
  return {
    ...(modality === null ? {} : { modality }),
    ...(clinic_id === null ? {} : { clinic_id }),
    ...(state === null ? {} : { state }),
    ...(priority === null ? {} : { priority }),
  };
}

export function loadReadings(view: View, narrowing: Narrowing = ALL) {
  return bodyOf(api.GET("/api/readings", { params: { query: { view, ...asked(narrowing) } } }));
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
