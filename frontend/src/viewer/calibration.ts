import type { InstanceDisplay } from "./display";
import type { Point } from "./geometry";

/** Where the size of a pixel comes from; it is said beside every value. */
export type Origin = "patient" | "detector" | "manual" | "region" | "none";

export type Unit = "mm" | "cm" | "px" | "s" | "Hz" | "cm/s";

/** The size of a pixel along a row and along a column. */
export interface Scale {
  x: number;
  y: number;
  /** The same along both axes, so that lengths in any direction, angles and areas have a meaning; else null. */
  unit: "mm" | "cm" | "px" | null;
  /** What each axis counts in where they differ: time across and depth or speed down. */
  axes: { x: Unit; y: Unit } | null;
  origin: Origin;
  /** How much larger the patient is at the detector, where that is known and more than 1. */
  magnification: number | null;
}

/** A line of known length that a reader drew on the picture. */
export interface KnownLength {
  points: readonly Point[];
  mm: number;
}

type Region = InstanceDisplay["regions"][number];

/** PS3.3 C.8.5.5.1.15: the units that a region can be measured in. */
const UNITS: Readonly<Record<number, Unit>> = { 3: "cm", 4: "s", 5: "Hz", 7: "cm/s" };

/** PS3.3 C.8.5.5.1.3, Region Flags bit 0: where regions overlap, 0 has the priority. */
const LOW_PRIORITY = 1;

/**
 * The scale of a measurement with these points. A calibrated ultrasound region counts where it holds all of them,
 * elsewhere the file's own spacing; before either goes what the reader calibrated there. No millimetres are made up:
 * without any of these, pixels.
 */
export function scaleOf(display: InstanceDisplay, known: KnownLength | null, points: readonly Point[]): Scale {
  const region = regionOf(display.regions, points);
  const calibrated = region === null ? null : regionScale(region);
  if (calibrated !== null && calibrated.unit === null) return calibrated;
  const isThere = known !== null && regionOf(display.regions, known.points) === region;
  const manual = isThere ? manualScale(display, known) : null;
  return manual ?? calibrated ?? fileScale(display, points);
}

/** The scale of the file's spacing; not where ultrasound regions divide the picture, for it is not all of theirs. */
function fileScale(display: InstanceDisplay, points: readonly Point[]): Scale {
  const spacing = display.pixel_spacing;
  const isDivided = display.regions.length > 0 && points.some((point) => topRegion(display.regions, point) !== null);
  if (spacing === null || isDivided) return inPixels(display);
  const isDetector = spacing.origin === "imager_pixel_spacing";
  const factor = spacing.magnification ?? 1;
  return {
    x: spacing.column_mm,
    y: spacing.row_mm,
    unit: "mm",
    axes: null,
    origin: isDetector ? "detector" : "patient",
    magnification: isDetector && factor > 1 ? factor : null,
  };
}

/** Pixels as wide as one is; where they are higher than wide, a step down counts for more. */
function inPixels(display: InstanceDisplay): Scale {
  const { x, y } = aspect(display);
  return { x, y, unit: "px", axes: null, origin: "none", magnification: null };
}

function aspect(display: InstanceDisplay): { x: number; y: number } {
  const spacing = display.pixel_spacing;
  const ratio = spacing === null ? display.pixel_aspect_ratio : spacing.row_mm / spacing.column_mm;
  return { x: 1, y: Number.isFinite(ratio) && ratio > 0 ? ratio : 1 };
}

/** The known length fixes the size of a pixel; how much higher than wide it is, the file goes on saying. */
function manualScale(display: InstanceDisplay, { points, mm }: KnownLength): Scale | null {
  const [from, to] = points;
  if (from === undefined || to === undefined || !(mm > 0)) return null;
  const ratio = pixelShape(display, points);
  const pixels = Math.hypot((to.x - from.x) * ratio.x, (to.y - from.y) * ratio.y);
  if (!(pixels > 0)) return null;
  const perPixel = mm / pixels;
  return {
    x: ratio.x * perPixel,
    y: ratio.y * perPixel,
    unit: "mm",
    axes: null,
    origin: "manual",
    magnification: null,
  };
}

function pixelShape(display: InstanceDisplay, points: readonly Point[]): { x: number; y: number } {
  const region = regionOf(display.regions, points);
  const scale = region === null ? null : regionScale(region);
  return scale?.unit === "cm" ? { x: 1, y: scale.y / scale.x } : aspect(display);
}

/** The one region in which all the points lie, each of them there and in none that goes before it. */
export function regionOf(regions: readonly Region[], points: readonly Point[]): Region | null {
  const [first, ...others] = points.map((point) => topRegion(regions, point));
  return first != null && others.every((region) => region === first) ? first : null;
}

function topRegion(regions: readonly Region[], point: Point): Region | null {
  const holding = regions.filter((region) => regionScale(region) !== null && holds(region, point));
  const priority = (region: Region) => (region.flags ?? 0) & LOW_PRIORITY;
  return holding.toSorted((a, b) => priority(a) - priority(b) || area(a) - area(b))[0] ?? null;
}

/** Corners are pixels, the last one included. */
function holds({ x0, y0, x1, y1 }: Region, { x, y }: Point): boolean {
  return x >= x0 && x <= x1 + 1 && y >= y0 && y <= y1 + 1;
}

function area({ x0, y0, x1, y1 }: Region): number {
  return (x1 - x0 + 1) * (y1 - y0 + 1);
}

function regionScale(region: Region): Scale | null {
  const x = Math.abs(region.delta_x ?? 0);
  const y = Math.abs(region.delta_y ?? 0);
  const across = UNITS[region.units_x ?? 0];
  const down = UNITS[region.units_y ?? 0];
  if (!(x > 0) || !(y > 0) || across === undefined || down === undefined) return null;
  const isLength = across === "cm" && down === "cm";
  return {
    x,
    y,
    unit: isLength ? "cm" : null,
    axes: isLength ? null : { x: across, y: down },
    origin: "region",
    magnification: null,
  };
}
