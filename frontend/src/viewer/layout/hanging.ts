import type { HangingFill, HangingRule, Modality, Prior } from "../../api/types";
import type { Sheet } from "../sheets";

/** What is known of a study before its first picture. */
export interface Facts {
  modality: Modality;
  /** Body parts as the order and the Series say them. */
  bodyParts: readonly string[];
  /** R and L, of those Series that say it. */
  sides: ReadonlySet<string>;
  series: number;
  pictures: number;
  hasPrior: boolean;
}

/** What is looked at: not the documents, nor what other systems are told by (structured reports, key object selections). */
function seenOf(sheets: readonly Sheet[]): Sheet[] {
  return sheets.filter(({ instance }) => ["image", "clip", "ecg"].includes(instance.kind));
}

export function factsOf(
  reading: { modality: Modality; bodyPart: string },
  sheets: readonly Sheet[],
  priors: readonly Prior[],
): Facts {
  const seen = seenOf(sheets);
  const series = [...new Set(seen.map((sheet) => sheet.series))];
  return {
    modality: reading.modality,
    bodyParts: [reading.bodyPart, ...series.map((one) => one.body_part_examined)].filter((part) => part !== ""),
    sides: new Set(series.map((one) => one.laterality).filter((side) => side !== "")),
    series: series.length,
    pictures: seen.length,
    hasPrior: comparable(sheets, priors) !== undefined,
  };
}

function says(facts: Facts, part: string): boolean {
  const wanted = part.trim().toUpperCase();
  return facts.bodyParts.some((said) => said.toUpperCase().includes(wanted));
}

export function fits({ when }: HangingRule, facts: Facts): boolean {
  const { sides } = facts;
  const isSide =
    when.laterality === null ||
    (when.laterality === "both"
      ? sides.has("R") && sides.has("L")
      : sides.has(when.laterality) && !sides.has(when.laterality === "R" ? "L" : "R"));
  return (
    (when.modality === null || when.modality === facts.modality) &&
    (when.body_parts.length === 0 || when.body_parts.some((part) => says(facts, part))) &&
    isSide &&
    facts.series >= when.series_at_least &&
    facts.pictures >= when.pictures_at_least &&
    (when.has_prior === null || when.has_prior === facts.hasPrior)
  );
}

/** The first rule that fits hangs the study. */
export function ruleFor(rules: readonly HangingRule[], facts: Facts): HangingRule | undefined {
  return rules.find((rule) => fits(rule, facts));
}

/** What a pane is to hold, of the sheets of its study; undefined where there is no such thing. */
export function sheetFor(fill: HangingFill, sheets: readonly Sheet[]): Sheet | undefined {
  const { take, number } = fill;
  const seen = seenOf(sheets);
  if (take === "series") return seen.filter((one, at) => seen[at - 1]?.seriesIndex !== one.seriesIndex)[number - 1];
  if (take === "picture") return seen[number - 1];
  const side = take === "right" ? "R" : "L";
  return seen.filter(({ series }) => series.laterality === side)[number - 1];
}

/**
 * The newest earlier study that shows the same: one of the same kind of device, of the same body part where both say
 * it. One whose identity is in doubt is never hung by itself.
 */
export function comparable(sheets: readonly Sheet[], priors: readonly Prior[]): Prior | undefined {
  const seen = seenOf(sheets);
  const modalities = new Set(seen.map(({ series }) => series.modality));
  const parts = new Set(seen.map(({ series }) => series.body_part_examined.toUpperCase()).filter(Boolean));
  const isSamePart = (prior: Prior) =>
    parts.size === 0 || prior.body_parts.length === 0 || prior.body_parts.some((part) => parts.has(part.toUpperCase()));
  return priors.find(
    (prior) => prior.standing === "same" && prior.modalities.some((one) => modalities.has(one)) && isSamePart(prior),
  );
}
