import { api, bodyOf } from "../api/client";
import type { AmendmentText, ReportKind, SecondFactor } from "../api/types";

export const AMENDMENTS_KEY = ["amendments"] as const;
export const VERIFY_TASKS_KEY = ["verify-tasks"] as const;
export const amendmentKey = (id: string) => ["amendments", id] as const;

const of = (id: string) => ({ params: { path: { amendment_id: id } } });

export const loadAmendments = () => bodyOf(api.GET("/api/amendments"));
export const loadAmendment = (id: string) => bodyOf(api.GET("/api/amendments/{amendment_id}", of(id)));
export const loadVerifyTasks = () => bodyOf(api.GET("/api/verify-tasks"));

export function openAmendment(reportId: string, kind: ReportKind, reason: string) {
  const path = { params: { path: { report_id: reportId } } };
  return bodyOf(api.POST("/api/reports/{report_id}/amendments", { ...path, body: { kind, reason } }));
}

export function saveAmendment(id: string, body: AmendmentText) {
  return bodyOf(api.PUT("/api/amendments/{amendment_id}", { ...of(id), body }));
}

export function submitAmendment(id: string, revision: number, second_factor: SecondFactor) {
  return bodyOf(api.POST("/api/amendments/{amendment_id}/submit", { ...of(id), body: { revision, second_factor } }));
}

export function signAmendment(id: string, revision: number, second_factor: SecondFactor) {
  return bodyOf(api.POST("/api/amendments/{amendment_id}/sign", { ...of(id), body: { revision, second_factor } }));
}

export function returnAmendment(id: string, revision: number, reason: string) {
  return bodyOf(api.POST("/api/amendments/{amendment_id}/return", { ...of(id), body: { revision, reason } }));
}

export function abandonAmendment(id: string, revision: number, reason: string) {
  return bodyOf(api.POST("/api/amendments/{amendment_id}/abandon", { ...of(id), body: { revision, reason } }));
}

export function confirmReport(taskId: string, comment: string) {
  const path = { params: { path: { task_id: taskId } } };
  return bodyOf(api.POST("/api/verify-tasks/{task_id}/confirm", { ...path, body: { comment } }));
}
