import { api, bodyOf } from "../api/client";
import type { RequestIn, Resolution } from "../api/types";

export function loadDiscrepancies() {
  return bodyOf(api.GET("/api/discrepancies"));
}

export function resolveDiscrepancy(id: string, resolution: Resolution, note: string) {
  return bodyOf(
    api.POST("/api/discrepancies/{discrepancy_id}/resolve", {
      params: { path: { discrepancy_id: id } },
      body: { resolution, note },
    }),
  );
}

/** Says which order a reading answers; the task about it is resolved by that. */
export function chooseRequest(readingId: string, request_id: string) {
  return bodyOf(
    api.POST("/api/readings/{reading_id}/request", {
      params: { path: { reading_id: readingId } },
      body: { request_id },
    }),
  );
}

export function loadRequests() {
  return bodyOf(api.GET("/api/requests"));
}

export function placeRequest(order: RequestIn) {
  return bodyOf(api.POST("/api/requests", { body: order }));
}

export function cancelRequest(id: string) {
  return bodyOf(api.POST("/api/requests/{request_id}/cancel", { params: { path: { request_id: id } } }));
}
