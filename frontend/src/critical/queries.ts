import { api, bodyOf } from "../api/client";
import type { components } from "../api/schema";

type Schemas = components["schemas"];
export type Finding = Schemas["FindingOut"];
export type Criterion = Schemas["CriterionBody"];
export type Level = Schemas["LevelBody"];
export type Plan = Schemas["PlanBody"];
export type Outcome = Schemas["OutcomeIn"];
export type Way = Schemas["Way"];
export type Robot = Schemas["RobotOut"];
export type RobotIn = Schemas["RobotIn"];
export type NoticeLine = Schemas["NoticeOut"];
export type Which = Schemas["Which"];

export const CRITICAL = "critical";

const path = (id: string) => ({ params: { path: { critical_finding_id: id } } });
const ofReading = (id: string) => ({ params: { path: { reading_id: id } } });

export const ofReadingKey = (id: string) => [CRITICAL, "reading", id] as const;
export const findingKey = (id: string) => [CRITICAL, "finding", id] as const;
export const listKey = (which: Which) => [CRITICAL, "list", which] as const;

export const loadOfReading = (id: string) => bodyOf(api.GET("/api/readings/{reading_id}/critical", ofReading(id)));

export const raiseFinding = (readingId: string, body: Schemas["FindingIn"]) =>
  bodyOf(api.POST("/api/readings/{reading_id}/critical", { ...ofReading(readingId), body }));

export const loadFindings = (which: Which) =>
  bodyOf(api.GET("/api/critical-findings", { params: { query: { which } } }));

export const loadShift = (since: string, until: string) =>
  bodyOf(api.GET("/api/critical-findings", { params: { query: { since, until, limit: 500 } } }));

export const loadFinding = (id: string) =>
  bodyOf(api.GET("/api/critical-findings/{critical_finding_id}", path(id)));

export const recordOutcome = (id: string, body: Outcome) =>
  bodyOf(api.POST("/api/critical-findings/{critical_finding_id}/outcome", { ...path(id), body }));

export const readBack = (id: string, read_back: string, acting: string) =>
  bodyOf(
    api.POST("/api/critical-findings/{critical_finding_id}/read-back", { ...path(id), body: { read_back, acting } }),
  );

export const recordAction = (id: string, action: string, by_name: string) =>
  bodyOf(api.POST("/api/critical-findings/{critical_finding_id}/action", { ...path(id), body: { action, by_name } }));

export const closeFinding = (id: string, note: string) =>
  bodyOf(api.POST("/api/critical-findings/{critical_finding_id}/close", { ...path(id), body: { note } }));

export const withdrawFinding = (id: string, reason: string) =>
  bodyOf(api.POST("/api/critical-findings/{critical_finding_id}/withdraw", { ...path(id), body: { reason } }));
