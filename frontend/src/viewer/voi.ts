import type { InstanceDisplay, LookupTable, VoiFunction, VoiWindow } from "./display";
import { type Extent, lookUp } from "./stored";

/** Values from `lower` (black) to `upper` (white) on a straight line. */
export interface Range {
  lower: number;
  upper: number;
}

export interface Line {
  slope: number;
  intercept: number;
}

export const P_VALUE_MAX = 65535;

const STEP = 1 / 64;

/** The two straight functions of PS3.3 C.11.2.1.2.1 and C.11.2.1.3.2 as the values where they meet black and white. */
export function rangeOf(window: VoiWindow): Range {
  const { center, width } = window;
  if (window.function === "LINEAR_EXACT") return { lower: center - width / 2, upper: center + width / 2 };
  // A width of 1 is a step, and a range of no width cannot be drawn.
  if (width === 1) return { lower: center - 0.5, upper: center - 0.5 + STEP };
  return { lower: center - 0.5 - (width - 1) / 2, upper: center - 0.5 + (width - 1) / 2 };
}

export function windowOf(range: Range, fn: VoiFunction = "LINEAR"): VoiWindow {
  const { lower, upper } = range;
  if (fn === "LINEAR_EXACT") return { center: (lower + upper) / 2, width: upper - lower, function: fn };
  return { center: (lower + upper + 1) / 2, width: upper - lower + 1, function: "LINEAR" };
}

/** Whether a window can be applied at all: zero and negative widths occur in real files (PS3.3 C.11.2.1.2). */
export function isUsable(window: VoiWindow): boolean {
  if (!Number.isFinite(window.center) || !Number.isFinite(window.width)) return false;
  return window.function === "LINEAR" ? window.width >= 1 : window.width > 0;
}

/** The modality line. After a table, or with one that maps everything to one value, values are as they are. */
export function modalityLine(
  display: Pick<InstanceDisplay, "rescale_slope" | "rescale_intercept" | "modality_lut">,
): Line {
  const { rescale_slope: slope, rescale_intercept: intercept } = display;
  if (display.modality_lut !== null || !Number.isFinite(slope) || !Number.isFinite(intercept) || slope === 0) {
    return { slope: 1, intercept: 0 };
  }
  return { slope, intercept };
}

/** A range of modality values as a range of stored values; a falling line turns the picture over. */
export function toStored(range: Range, line: Line): Range & { isReversed: boolean } {
  const lower = (range.lower - line.intercept) / line.slope;
  const upper = (range.upper - line.intercept) / line.slope;
  return line.slope < 0 ? { lower: upper, upper: lower, isReversed: true } : { lower, upper, isReversed: false };
}

export function toModality(extent: Extent, line: Line): Extent {
  const ends = [extent.min * line.slope + line.intercept, extent.max * line.slope + line.intercept];
  return { min: Math.min(...ends), max: Math.max(...ends) };
}

/**
 * What to show when the file asks for nothing: eight bits as they are, deeper pictures from their least to their
 * greatest value.
 */
export function fullWindow(display: InstanceDisplay, modality: Extent): VoiWindow {
  if (display.bits_stored <= 8 && display.modality_lut === null) {
    const isSigned = display.pixel_representation === 1;
    const half = 2 ** (display.bits_stored - 1);
    const stored = isSigned ? { min: -half, max: half - 1 } : { min: 0, max: 2 * half - 1 };
    const { min, max } = toModality(stored, modalityLine(display));
    return windowOf({ lower: min, upper: max });
  }
  return windowOf({ lower: modality.min, upper: Math.max(modality.max, modality.min + 1) });
}

/** The sigmoid of PS3.3 C.11.2.1.3.1, to P-values of 16 bits. */
export function sigmoid(value: number, window: VoiWindow): number {
  return P_VALUE_MAX / (1 + Math.exp((-4 * (value - window.center)) / window.width));
}

/**
 * Bends the values by a curve that no straight window can draw, so that the picture that is handed on holds
 * P-values; a window over these then works like any other.
 */
export function bend(values: ArrayLike<number>, line: Line, curve: (value: number) => number): Uint16Array {
  const out = new Uint16Array(values.length);
  const known = new Map<number, number>();
  for (let at = 0; at < values.length; at += 1) {
    const stored = values[at]!;
    let p = known.get(stored);
    if (p === undefined) {
      p = Math.round(Math.min(Math.max(curve(stored * line.slope + line.intercept), 0), P_VALUE_MAX));
      known.set(stored, p);
    }
    out[at] = p;
  }
  return out;
}

export function tableCurve(table: LookupTable): (value: number) => number {
  const top = 2 ** table.bits - 1;
  return (value) => (lookUp(table, value) / top) * P_VALUE_MAX;
}

export function sigmoidCurve(window: VoiWindow): (value: number) => number {
  return (value) => sigmoid(value, window);
}
