import { diffArrays } from "diff";

/** A stretch of text: kept, taken out or put in. */
export interface Stretch {
  kind: "same" | "gone" | "come";
  text: string;
}

/** Words of letters and digits are units, each Chinese character is one, and so is each space or mark. */
const UNIT = /[\p{Script=Latin}\p{M}]+|\d+(?:[.:/]\d+)*|./gsu;

/** What changed between two texts; told back to back it is either of them, to the character. */
export function textDiff(before: string, after: string): Stretch[] {
  const parts = diffArrays(before.match(UNIT) ?? [], after.match(UNIT) ?? [], { timeout: 2_000 });
  if (parts === undefined) return [gone(before), come(after)].filter(({ text }) => text !== "");
  return parts.map(({ value, added, removed }) => ({
    kind: added ? "come" : removed ? "gone" : "same",
    text: value.join(""),
  }));
}

const gone = (text: string): Stretch => ({ kind: "gone", text });
const come = (text: string): Stretch => ({ kind: "come", text });
