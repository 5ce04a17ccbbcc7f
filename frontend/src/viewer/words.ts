import type { TFunction } from "i18next";
import type { Amount, Result, Slope } from "./result";
import type { Statistics } from "./region";

const DIGITS: Readonly<Record<Amount["unit"], number>> = {
  mm: 1,
  cm: 2,
  px: 1,
  s: 3,
  Hz: 0,
  "cm/s": 1,
  "%": 1,
  dB: 1,
  "dB/s": 1,
  "°": 1,
  "mm²": 1,
  "cm²": 2,
  "px²": 0,
};

/** A measured value as it is written: with its unit, and with what the unit leaves open. */
export function amountLines(amount: Amount, t: TFunction): string[] {
  const { value, unit, origin, corrected, isUncalibrated } = amount;
  const write = (number: number) => `${number.toFixed(DIGITS[unit])} ${unit}`;
  const first = isTold(origin) ? t(`viewer.origin.${origin}`, { amount: write(value) }) : write(value);
  if (isUncalibrated) return [first, t("viewer.measured.uncalibrated")];
  if (corrected === null) return [first];
  const factor = corrected.magnification.toFixed(2);
  return [first, t("viewer.measured.corrected", { factor, amount: write(corrected.value) })];
}

type ToldOrigin = Exclude<Amount["origin"], "patient" | "region" | "none">;

/** Whether the unit alone would promise too much. */
function isTold(origin: Amount["origin"]): origin is ToldOrigin {
  return origin !== "patient" && origin !== "region" && origin !== "none";
}

/** What a measurement says, line by line. */
export function linesOf(result: Result, t: TFunction): string[] {
  switch (result.kind) {
    case "length":
      return amountLines(result.length, t);
    case "extents":
      return [
        ...amountLines(result.x, t),
        ...amountLines(result.y, t),
        ...(result.slope === null ? [] : [t("viewer.measured.slope", { amount: steep(result.slope) })]),
        ...(result.ends === null ? [] : [t("viewer.measured.ends", endsText(result.ends, result.y.unit))]),
      ];
    case "refused":
      return [t(`viewer.measured.${result.why}`)];
    case "angle":
      return [degreesText(result.degrees, t)];
    case "cobb":
      return [t("viewer.measured.cobb", { angle: degreesText(result.degrees, t) })];
    case "ratio":
      return [
        result.ratio === null
          ? t("viewer.measured.none")
          : t("viewer.measured.ratio", { ratio: result.ratio.toFixed(2) }),
        `1: ${amountLines(result.first, t)[0]}`,
        `2: ${amountLines(result.second, t)[0]}`,
      ];
    case "area":
      return [
        ...(result.isColour ? [t("viewer.measured.colour")] : statisticsLines(result.statistics, t)),
        ...(result.area === null ? [t("viewer.measured.none")] : amountLines(result.area, t)),
      ];
    case "calibration":
      return [t("viewer.measured.known", { mm: result.mm })];
    case "text":
      return result.text === "" ? [] : [result.text];
    case "nothing":
      return [];
  }
}

function degreesText(degrees: number | null, t: TFunction): string {
  return degrees === null ? t("viewer.measured.none") : `${degrees.toFixed(1)}°`;
}

function statisticsLines(found: Statistics | null, t: TFunction): string[] {
  if (found === null) return [t("viewer.measured.empty")];
  const { n, mean, sd, min, max } = found;
  return [
    t("viewer.measured.mean", { mean: plain(mean), sd: plain(sd) }),
    t("viewer.measured.range", { min: plain(min), max: plain(max) }),
    t("viewer.measured.count", { n }),
  ];
}

/** Four figures are enough to compare, and small values keep theirs. */
function plain(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(1) : String(Number(value.toPrecision(4)));
}

function steep({ value, unit }: Slope): string {
  return `${Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(1)} ${unit}`;
}

function endsText(ends: readonly [number, number], unit: Amount["unit"]): { from: string; to: string } {
  const [from, to] = ends.map((end) => `${end.toFixed(DIGITS[unit])} ${unit}`) as [string, string];
  return { from, to };
}
