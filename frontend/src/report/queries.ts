import { api, bodyOf } from "../api/client";
import type { ReturnReason, SecondFactor } from "../api/types";
import type { Verdict } from "../signing/change";
import type { ReportText } from "./draft";

export const reportsKey = (unread: boolean) => ["reports", { unread }] as const;
export const reportKey = (id: string) => ["report", id] as const;

const ofReading = (id: string) => ({ params: { path: { reading_id: id } } });
const ofReport = (id: string) => ({ params: { path: { report_id: id } } });

export function loadReports({ unread }: { unread: boolean }) {
  return bodyOf(api.GET("/api/reports", unread ? { params: { query: { unread } } } : {}));
}

export function loadReport(id: string) {
  return bodyOf(api.GET("/api/reports/{report_id}", ofReport(id)));
}

export const pdfAddress = (id: string) => `/api/reports/${id}/pdf`;

export function acknowledgeReport(id: string) {
  return bodyOf(api.POST("/api/reports/{report_id}/acknowledge", ofReport(id)));
}

export function sendAgain(deliveryId: string) {
  return bodyOf(api.POST("/api/deliveries/{delivery_id}/retry", { params: { path: { delivery_id: deliveryId } } }));
}

/** What START gave this window, and for a text the revision that it was typed over or shows. */
export interface Proof {
  fencing_token: number;
  revision: number;
}

/** `over` is the number of the submission that a reviewer changes; 0 for an author's own text. */
export function saveDraft(readingId: string, text: ReportText, proof: Proof & { over: number }) {
  const { findings, impression, template = null, critical = null } = text;
  const body = { findings, impression, critical, template, ...proof };
  return bodyOf(api.PUT("/api/readings/{reading_id}/draft", { ...ofReading(readingId), body }));
}

/** What START gave, and what of the draft and of the marks this page shows: the server signs nothing else. */
export interface SigningProof {
  fencing_token: number;
  revision: number | null;
  evidence_revision: number | null;
  second_factor: SecondFactor;
}

export function submitReading(id: string, body: SigningProof) {
  return bodyOf(api.POST("/api/readings/{reading_id}/submit", { ...ofReading(id), body }));
}

export function signReading(id: string, body: SigningProof & Partial<Verdict>) {
  return bodyOf(api.POST("/api/readings/{reading_id}/sign", { ...ofReading(id), body: { note: "", ...body } }));
}

export function returnReading(id: string, fencing_token: number, code: ReturnReason, reason: string) {
  return bodyOf(api.POST("/api/readings/{reading_id}/return", { ...ofReading(id), body: { fencing_token, code, reason } }));
}

export function verifyCode(code: string) {
  return bodyOf(api.GET("/api/verification/{code}", { params: { path: { code } } }));
}
