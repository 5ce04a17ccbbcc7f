import { isChinese } from "../i18n";
import type { Finding } from "./queries";

/** What a finding is called in the page's language. */
export function criterionText(one: { criterion_zh: string; criterion_en: string }, language: string): string {
  return isChinese(language) ? one.criterion_zh : one.criterion_en;
}

/** What a person may tick as read back: the criterion and each sentence of the words. */
export function partsToReadBack(finding: Pick<Finding, "criterion_zh" | "criterion_en" | "words">, language: string) {
  const sentences = finding.words
    .split(/(?<=[。；;！!\n])/)
    .map((each) => each.trim())
    .filter((each) => each !== "");
  return [...new Set([criterionText(finding, language), ...sentences])];
}

/** What was read back: what was ticked, in its order, then what was typed. Nothing while a part is not ticked and nothing is typed. */
export function readBackText(parts: readonly string[], ticked: ReadonlySet<string>, typed: string): string {
  const own = typed.trim();
  if (own === "" && parts.some((each) => !ticked.has(each))) return "";
  return [...parts.filter((each) => ticked.has(each)), ...(own === "" ? [] : [own])].join(" ");
}

/** The shift that a moment lies in, as hours of the clock where the page is: 8 to 16, 16 to 24, 0 to 8. */
export function shiftOf(moment: Date): { since: Date; until: Date } {
  const since = new Date(moment);
  since.setHours(Math.floor(moment.getHours() / 8) * 8, 0, 0, 0);
  const until = new Date(since);
  until.setHours(since.getHours() + 8);
  return { since, until };
}
