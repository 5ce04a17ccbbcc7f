import type { TFunction } from "i18next";
import type { InstanceDisplay } from "../display";
import { knownLengthOf, type Measurement } from "../measurement";
import { resultOf } from "../result";
import { amountLines, linesOf } from "../words";
import type { Statistics } from "../region";
import type { KeyImage } from "./evidence";

/** What a measurement is called: what the reader called it, or what it is. */
export function nameOf({ kind, text }: Pick<Measurement, "kind" | "text">, t: TFunction): string {
  return text === "" ? t(`viewer.${kind}`) : text;
}

/**
 * What a measurement says away from its picture, line by line, with the units that the viewer shows. Grey values of a
 * region are said where they are known; they are worked out only where the picture is.
 */
export function valuesOf(
  one: Measurement,
  part: { display: InstanceDisplay; all: readonly Measurement[]; statistics: Statistics | null; t: TFunction },
): string[] {
  const { display, all, statistics, t } = part;
  const result = resultOf(one, display, { known: knownLengthOf(all, one.instanceId), statistics });
  if (result.kind === "text") return [];
  if (result.kind === "area" && statistics === null && !result.isColour) {
    return result.area === null ? [] : amountLines(result.area, t);
  }
  return linesOf(result, t);
}

/** A measurement as a line of the findings; null where it says nothing. */
export function findingOf(one: Measurement, values: readonly string[], t: TFunction): string | null {
  if (values.length === 0) return one.text === "" ? null : one.text;
  return t("evidence.insertedText", { name: nameOf(one, t), values: values.join(t("evidence.between")) });
}

/** A frame that something lies on. */
export interface Place {
  instanceId: string;
  frame: number;
}

export interface MarkedFrame extends Place {
  key: KeyImage | null;
  marks: readonly Measurement[];
}

/** All frames that something was drawn on or that were chosen: those chosen first, in their order. */
export function framesOf(keyImages: readonly KeyImage[], marks: readonly Measurement[]): MarkedFrame[] {
  const on = ({ instanceId, frame }: Place) =>
    marks.filter((one) => one.instanceId === instanceId && one.frame === frame);
  const chosen = keyImages.map((key) => ({ instanceId: key.instanceId, frame: key.frame, key, marks: on(key) }));
  const others: MarkedFrame[] = [];
  for (const mark of marks) {
    const isHere = (one: Place) => one.instanceId === mark.instanceId && one.frame === mark.frame;
    if ([...chosen, ...others].some(isHere)) continue;
    others.push({ instanceId: mark.instanceId, frame: mark.frame, key: null, marks: on(mark) });
  }
  return [...chosen, ...others];
}
