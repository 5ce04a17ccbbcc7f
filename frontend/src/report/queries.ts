import { call } from "../api/client";
import type { Draft, ReportDetail, ReportSummary, Verification } from "../api/types";

export const reportsKey = (unread: boolean) => ["reports", { unread }] as const;
export const reportKey = (id: string) => ["report", id] as const;

export function loadReports({ unread }: { unread: boolean }): Promise<ReportSummary[]> {
  return call("GET", `/api/reports?unread=${unread}`);
}

export function loadReport(id: string): Promise<ReportDetail> {
  return call("GET", `/api/reports/${id}`);
}

export const pdfAddress = (id: string) => `/api/reports/${id}/pdf`;

export function acknowledgeReport(id: string): Promise<unknown> {
  return call("POST", `/api/reports/${id}/acknowledge`);
}

export interface DraftIn {
  fencing_token: number;
  findings: string;
  impression: string;
  revision: number;
}

export function saveDraft(readingId: string, draft: DraftIn): Promise<Draft> {
  return call("PUT", `/api/readings/${readingId}/draft`, draft);
}

export function submitReading(id: string, fencingToken: number): Promise<unknown> {
  return call("POST", `/api/readings/${id}/submit`, { fencing_token: fencingToken });
}

export function signReading(id: string, fencingToken: number): Promise<unknown> {
  return call("POST", `/api/readings/${id}/sign`, { fencing_token: fencingToken });
}

export function returnReading(id: string, fencingToken: number, reason: string): Promise<unknown> {
  return call("POST", `/api/readings/${id}/return`, { fencing_token: fencingToken, reason });
}

export function verifyCode(code: string): Promise<Verification> {
  return call("GET", `/api/verification/${encodeURIComponent(code)}`);
}
