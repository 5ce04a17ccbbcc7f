import { api, bodyOf } from "../api/client";
import type { components } from "../api/schema";
import type { Modality } from "../api/types";
import type { Measurement } from "../viewer/measurement";

type Schemas = components["schemas"];
export type Rejection = Schemas["RejectionOut"];
export type RejectionReason = Schemas["RejectionReason"];
export type Place = Schemas["PlaceOut"];

export const RETAKES_KEY = ["readings", "retakes"] as const;

export function loadRetakes() {
  return bodyOf(api.GET("/api/retakes"));
}

export function loadReasons(modality: Modality) {
  return bodyOf(api.GET("/api/rejection-reasons", { params: { query: { modality } } }));
}

export function loadRejection(readingId: string) {
  return bodyOf(api.GET("/api/readings/{reading_id}/rejection", { params: { path: { reading_id: readingId } } }));
}

export function rejectReading(readingId: string, complaint: Schemas["Rejecting"]) {
  const params = { path: { reading_id: readingId } };
  return bodyOf(api.POST("/api/readings/{reading_id}/reject", { params, body: complaint }));
}

/** What was drawn while reading, as the clinic is shown it. */
export function placeOf({ instanceId, frame, kind, points, text }: Measurement): Schemas["PlaceShape"] {
  return { instance_id: instanceId, frame, kind, points: points.map(({ x, y }) => ({ x, y })), text };
}

export function measurementOf(place: Place | Schemas["PlaceShape"], id: number): Measurement {
  const { instance_id: instanceId, frame, kind, points, text } = place;
  return { id, instanceId, frame, kind, points: points.map(({ x, y }) => ({ x, y })), text: text ?? "", mm: null };
}
