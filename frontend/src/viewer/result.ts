import { type KnownLength, type Scale, scaleOf, type Trouble, type Unit } from "./calibration";
import type { InstanceDisplay } from "./display";
import type { Point } from "./geometry";
import { angleOf, areaOf, cobbOf, extentsOf, lengthOf, ratioOf } from "./measure";
import type { Measurement } from "./measurement";
import type { Statistics } from "./region";
import { perSecond } from "./ultrasound/units";

/** A number with its unit, and where that comes from. */
export interface Amount {
  value: number;
  unit: Unit | "mm²" | "cm²" | "px²";
  origin: Scale["origin"];
  /** The value at the patient, where the magnification is known. */
  corrected: { value: number; magnification: number } | null;
  /** The region's units are unknown. */
  isUncalibrated: boolean;
}

/** How steep a line is over time. */
export interface Slope {
  value: number;
  /** As cm/s, cm/s². */
  unit: string;
}

/** What a measurement says. Null for what cannot be said: nothing is made up. */
export type Result =
  | { kind: "length"; length: Amount }
  /** Where time lies across: how much time, how much depth or speed, how steep, and the speeds at both ends. */
  | { kind: "extents"; x: Amount; y: Amount; slope: Slope | null; ends: readonly [number, number] | null }
  /** The points lie in regions that have no scale in common. */
  | { kind: "refused"; why: Trouble }
  | { kind: "angle"; degrees: number | null }
  | { kind: "cobb"; degrees: number | null }
  | { kind: "ratio"; ratio: number | null; first: Amount; second: Amount }
  | { kind: "area"; area: Amount | null; statistics: Statistics | null; isColour: boolean }
  | { kind: "calibration"; mm: number }
  | { kind: "text"; text: string }
  | { kind: "nothing" };

function amount(value: number, scale: Scale, power: 1 | 2 = 1): Amount {
  const unit = scale.unit ?? "px";
  const { magnification, origin } = scale;
  return {
    value,
    unit: power === 2 ? `${unit}²` : unit,
    origin,
    corrected: magnification === null ? null : { value: value / magnification ** power, magnification },
    isUncalibrated: scale.trouble === "uncalibrated",
  };
}

function lengthAmount(from: Point, to: Point, scale: Scale): Amount {
  return amount(lengthOf(from, to, scale), scale);
}

/** What a measurement with all of its points says on this picture. */
export function resultOf(
  drawn: Pick<Measurement, "kind" | "points" | "text" | "mm">,
  display: InstanceDisplay,
  part: { known: KnownLength | null; statistics: Statistics | null },
): Result {
  const scale = scaleOf(display, part.known, drawn.points);
  const [a, b, c, d] = drawn.points;
  if (a === undefined || b === undefined) return { kind: "nothing" };
  if (scale.trouble === "crossing" && isMeasured(drawn.kind)) return { kind: "refused", why: scale.trouble };
  switch (drawn.kind) {
    case "length":
      return scale.axes === null ? { kind: "length", length: lengthAmount(a, b, scale) } : extents(a, b, scale);
    case "angle":
      if (c === undefined) return { kind: "nothing" };
      return { kind: "angle", degrees: scale.unit === null ? null : angleOf(a, b, c, scale) };
    case "cobb":
      if (c === undefined || d === undefined) return { kind: "nothing" };
      return { kind: "cobb", degrees: scale.unit === null ? null : cobbOf([a, b], [c, d], scale) };
    case "ratio":
      return c === undefined || d === undefined ? { kind: "nothing" } : ratio([a, b], [c, d], scale);
    case "ellipse":
    case "rectangle":
      return {
        kind: "area",
        area: scale.unit === null ? null : amount(areaOf(drawn.kind, a, b, scale), scale, 2),
        statistics: part.statistics,
        isColour: display.samples_per_pixel !== 1,
      };
    case "calibration":
      return drawn.mm === null ? { kind: "nothing" } : { kind: "calibration", mm: drawn.mm };
    case "arrow":
      return { kind: "text", text: drawn.text };
  }
}

/** An arrow only points, and a region has its grey values whatever lies under it. */
function isMeasured(kind: Measurement["kind"]): boolean {
  return kind === "length" || kind === "angle" || kind === "cobb" || kind === "ratio";
}

function extents(from: Point, to: Point, scale: Scale): Result {
  const axes = scale.axes!;
  const { x, y } = extentsOf(from, to, scale);
  const one = (value: number, unit: Unit): Amount => ({
    value,
    unit,
    origin: scale.origin,
    corrected: null,
    isUncalibrated: false,
  });
  return {
    kind: "extents",
    x: one(x, axes.x),
    y: one(y, axes.y),
    slope: slopeOf(from, to, scale),
    ends: endsOf(from, to, scale),
  };
}

/** Rising is what the region counts upwards, whichever end was drawn first. */
function slopeOf(from: Point, to: Point, { axes, spectral, x, y }: Scale): Slope | null {
  if (axes?.x !== "s" || spectral === null) return null;
  const time = (to.x - from.x) * x * spectral.rightwards;
  if (time === 0) return null;
  return { value: ((to.y - from.y) * y * spectral.downwards) / time, unit: perSecond(axes.y) };
}

function endsOf(from: Point, to: Point, { spectral, y }: Scale): readonly [number, number] | null {
  const baseline = spectral?.baseline ?? null;
  if (spectral === null || baseline === null) return null;
  const valueAt = (point: Point) => baseline.value + (point.y - baseline.y) * y * spectral.downwards;
  return [valueAt(from), valueAt(to)];
}

function ratio(first: readonly [Point, Point], second: readonly [Point, Point], scale: Scale): Result {
  if (scale.unit === null) return { kind: "nothing" };
  return {
    kind: "ratio",
    ratio: ratioOf(first, second, scale),
    first: lengthAmount(...first, scale),
    second: lengthAmount(...second, scale),
  };
}
