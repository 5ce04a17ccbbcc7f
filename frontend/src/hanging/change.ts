import type { HangingFill, HangingRule, Layout } from "../api/types";
import { PANES } from "../viewer/layout/hung";

export const NEW_RULE: HangingRule = {
  key: "",
  name: "",
  when: {
    modality: null,
    body_parts: [],
    laterality: null,
    series_at_least: 1,
    pictures_at_least: 1,
    has_prior: null,
  },
  layout: "1x2",
  fills: [
    { source: "current", take: "picture", number: 1 },
    { source: "current", take: "picture", number: 2 },
  ],
};

/** Another layout: panes that stay keep what they had, new ones begin empty. */
export function laidOut(rule: HangingRule, layout: Layout): HangingRule {
  return { ...rule, layout, fills: Array.from({ length: PANES[layout] }, (_, at) => rule.fills[at] ?? null) };
}

export function filled(rule: HangingRule, pane: number, fill: HangingFill | null): HangingRule {
  return { ...rule, fills: rule.fills.map((one, at) => (at === pane ? fill : one)) };
}

export function moved<T>(all: readonly T[], from: number, by: 1 | -1): T[] {
  const to = from + by;
  if (to < 0 || to >= all.length) return [...all];
  const next = [...all];
  [next[from], next[to]] = [next[to]!, next[from]!];
  return next;
}

/** Body parts as they are typed: commas of either width between them. */
export function partsOf(typed: string): string[] {
  return typed
    .split(/[,，、]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
