import type { InstanceDisplay } from "./display";
import type { Point } from "./geometry";
import { type Unit, unitOf } from "./ultrasound/units";

/**
 * Where the size of a pixel comes from; it is said beside every value. On a shadow picture the patient's size is known
 * at one depth at best: a `geometry` that was assumed, or that of a `fiducial`; `unstated` may be it or the detector's.
 */
export type Origin =
  | "patient"
  | "geometry"
  | "fiducial"
  | "unstated"
  | "detector"
  | "film"
  | "manual"
  | "region"
  | "none";

export type { Unit };

/** Why nothing, or no length, is said of ultrasound. */
export type Trouble = "crossing" | "uncalibrated";

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
  trouble: Trouble | null;
  /** Where the axes of a region differ: their direction, and the line at which what lies down is a known value. */
  spectral: { rightwards: 1 | -1; downwards: 1 | -1; baseline: { y: number; value: number } | null } | null;
}

const PLAIN = { axes: null, magnification: null, trouble: null, spectral: null };

/** A line of known length that a reader drew on the picture. */
export interface KnownLength {
  points: readonly Point[];
  mm: number;
}

type Region = InstanceDisplay["regions"][number];

/** PS3.3 C.8.5.5.1.3, Region Flags bit 0: where regions overlap, 0 has the priority. */
const LOW_PRIORITY = 1;

/**
 * The scale of a measurement with these points. A calibrated ultrasound region counts where it holds all of them,
 * elsewhere the file's own spacing; before either goes what the reader calibrated there. No millimetres are made up:
 * without any of these, pixels. What lies in one region and in another, or outside, has no scale at all.
 */
export function scaleOf(display: InstanceDisplay, known: KnownLength | null, points: readonly Point[]): Scale {
  const regions = new Set(points.map((point) => topRegion(display.regions, point)));
  if (regions.size > 1) return { ...PLAIN, x: 1, y: 1, unit: null, origin: "none", trouble: "crossing" };
  const [region = null] = regions;
  const calibrated = region === null ? null : regionScale(region);
  if (calibrated !== null && calibrated.unit === null) return calibrated;
  const isThere = known !== null && regionOf(display.regions, known.points) === region;
  const manual = isThere ? manualScale(display, known) : null;
  if (manual !== null) return manual;
  if (region === null) return fileScale(display);
  return calibrated ?? { ...inPixels(display), trouble: "uncalibrated" };
}

const ORIGINS: Readonly<Record<NonNullable<InstanceDisplay["pixel_spacing"]>["origin"], Origin>> = {
  pixel_spacing: "patient",
  geometry: "geometry",
  fiducial: "fiducial",
  unstated: "unstated",
  imager_pixel_spacing: "detector",
  nominal_scanned_pixel_spacing: "film",
};

function fileScale(display: InstanceDisplay): Scale {
  const spacing = display.pixel_spacing;
  if (spacing === null) return inPixels(display);
  const origin = ORIGINS[spacing.origin];
  const factor = spacing.magnification ?? 1;
  return {
    ...PLAIN,
    x: spacing.column_mm,
    y: spacing.row_mm,
    unit: "mm",
    origin,
    magnification: origin === "detector" && factor > 1 ? factor : null,
  };
}

/** Pixels as wide as one is; where they are higher than wide, a step down counts for more. */
function inPixels(display: InstanceDisplay): Scale {
  const { x, y } = aspect(display);
  return { ...PLAIN, x, y, unit: "px", origin: "none" };
}

export function aspect(display: InstanceDisplay): { x: number; y: number } {
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
  return { ...PLAIN, x: ratio.x * perPixel, y: ratio.y * perPixel, unit: "mm", origin: "manual" };
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

/** Where regions overlap: one that is calibrated, then the one of higher priority, then the smaller one. */
function topRegion(regions: readonly Region[], point: Point): Region | null {
  const rank = (region: Region) => [
    regionScale(region) === null ? 1 : 0,
    (region.flags ?? 0) & LOW_PRIORITY,
    area(region),
  ];
  const holding = regions.filter((region) => holds(region, point)).map((region) => ({ region, rank: rank(region) }));
  holding.sort((a, b) => a.rank.map((value, at) => value - b.rank[at]!).find((by) => by !== 0) ?? 0);
  return holding[0]?.region ?? null;
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
  const across = unitOf(region.units_x);
  const down = unitOf(region.units_y);
  if (!(x > 0) || !(y > 0) || across === null || down === null) return null;
  if (across === "cm" && down === "cm") return { ...PLAIN, x, y, unit: "cm", origin: "region" };
  return {
    ...PLAIN,
    x,
    y,
    unit: null,
    axes: { x: across, y: down },
    origin: "region",
    spectral: {
      rightwards: region.delta_x! < 0 ? -1 : 1,
      downwards: region.delta_y! < 0 ? -1 : 1,
      baseline: SPEEDS.has(down) ? baselineOf(region) : null,
    },
  };
}

/** What is counted from a baseline: speeds, and the frequency shifts that they are worked out from. */
const SPEEDS: ReadonlySet<Unit> = new Set<Unit>(["cm/s", "Hz"]);

/** The reference pixel counts from the region's corner, and means the middle of a pixel (PS3.3 C.8.5.5.1.16). */
function baselineOf({ y0, reference_y, reference_value_y }: Region): { y: number; value: number } | null {
  return reference_y === null ? null : { y: y0 + reference_y + 0.5, value: reference_value_y ?? 0 };
}
