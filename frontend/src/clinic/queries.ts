import { api, bodyOf, call } from "../api/client";
import type { Discrepancy, RequestIn } from "../api/types";

export function loadDiscrepancies(): Promise<Discrepancy[]> {
  return call("GET", "/api/discrepancies");
}

export function resolveDiscrepancy(id: string, resolution: string, note: string): Promise<unknown> {
  return call("POST", `/api/discrepancies/${id}/resolve`, { resolution, note });
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
