import { api, bodyOf } from "../api/client";
import type { components } from "../api/schema";

type Schemas = components["schemas"];
export type Opinion = Schemas["OpinionOut"];
export type OpinionsOfReading = Schemas["OpinionsOfReading"];
export type OpinionKind = Schemas["OpinionKind"];
export type Verdict = Schemas["Verdict"];

export const opinionsKey = (readingId: string) => ["reading", readingId, "opinions"] as const;
export const TO_COMPARE_KEY = ["readings", "opinions"] as const;
const at = (readingId: string) => ({ params: { path: { reading_id: readingId } } });

export function loadOpinions(readingId: string) {
  return bodyOf(api.GET("/api/readings/{reading_id}/opinions", at(readingId)));
}

export function loadInvitable(readingId: string) {
  return bodyOf(api.GET("/api/readings/{reading_id}/opinions/invitable", at(readingId)));
}

export function askOpinion(readingId: string, body: Schemas["AskingOpinion"]) {
  return bodyOf(api.POST("/api/readings/{reading_id}/opinions", { ...at(readingId), body }));
}

export function compareOpinion(readingId: string, verdict: Verdict, comment: string) {
  return bodyOf(api.POST("/api/readings/{reading_id}/compare", { ...at(readingId), body: { verdict, comment } }));
}

export function loadToCompare() {
  return bodyOf(api.GET("/api/opinions"));
}

/** What can be said of a further report. */
export function verdictsOf(kind: OpinionKind): readonly Verdict[] {
  return kind === "arbitration" ? ["first_stands", "second_stands", "neither"] : ["agrees", "minor", "disagrees"];
}

/** Whether a verdict has to be explained. */
export function needsWords(verdict: Verdict): boolean {
  return verdict === "disagrees" || verdict === "second_stands" || verdict === "neither";
}

/** Whether a third reader found that the first report has to be corrected. */
export function asksForCorrection(opinions: readonly Pick<Opinion, "compared">[]): boolean {
  return opinions.some(({ compared }) => compared?.verdict === "second_stands" || compared?.verdict === "neither");
}
