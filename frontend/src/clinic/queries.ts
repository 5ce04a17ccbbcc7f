import { call } from "../api/client";
import type { Discrepancy, ImagingServiceRequest, RequestIn } from "../api/types";

export function loadDiscrepancies(): Promise<Discrepancy[]> {
  return call("GET", "/api/discrepancies");
}

export function resolveDiscrepancy(id: string, resolution: string, note: string): Promise<unknown> {
  return call("POST", `/api/discrepancies/${id}/resolve`, { resolution, note });
}

export function loadRequests(): Promise<ImagingServiceRequest[]> {
  return call("GET", "/api/requests");
}

export function placeRequest(order: RequestIn): Promise<ImagingServiceRequest> {
  return call("POST", "/api/requests", order);
}

export function cancelRequest(id: string): Promise<unknown> {
  return call("POST", `/api/requests/${id}/cancel`);
}
