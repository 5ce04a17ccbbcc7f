import type { Panel, Sheet } from "./layout";
import { heightMm, type Scale, widthMm } from "./scale";
import type { Signal } from "./trace";

/** One jaw: on a sample, at a height. Both are the recording's, so that calipers survive another layout or speed. */
export interface Jaw {
  sample: number;
  microvolts: number;
}

export type JawName = "from" | "to";

export interface Caliper {
  id: number;
  channel: number;
  from: Jaw;
  to: Jaw;
  /** A kept pair stays when the next one is set. */
  isKept: boolean;
  /** Its interval is repeated along the strip. */
  isMarching: boolean;
}

export interface Point {
  x: number;
  y: number;
}

const SHORTEST_RATE_MS = 200;
const SHORTEST_MARCH_S = 0.1;
/** Half of the highest row. */
const REACH_FROM_BASELINE_MM = 15;
/** A panel beside the point comes after every panel above or below it. */
const BESIDE_WEIGHS = 1e6;

export function secondsAt(sample: number, signal: Signal): number {
  return sample / signal.samplingFrequency + signal.skewS;
}

function endOf(panel: Panel, scale: Scale): number {
  return panel.x + widthMm(panel.endS - panel.startS, scale);
}

/** The panel under a point: of those above and below each other there, the one whose 0 mV line is nearest. */
export function panelAt(sheet: Sheet, point: Point, scale: Scale): Panel | null {
  const outside = (panel: Panel) => Math.max(panel.x - point.x, point.x - endOf(panel, scale), 0);
  const away = (panel: Panel) => Math.abs(point.y - panel.baseline) + outside(panel) * BESIDE_WEIGHS;
  return sheet.panels.reduce<Panel | null>((best, one) => (best === null || away(one) < away(best) ? one : best), null);
}

/** Where a jaw set down at a point of a panel lies in the recording: on its nearest sample, never beside it. */
export function jawAt(point: Point, panel: Panel, signal: Signal, scale: Scale): Jaw {
  const seconds = panel.startS + (point.x - panel.x) / scale.mmPerSecond - signal.skewS;
  return {
    sample: within(Math.round(seconds * signal.samplingFrequency), signal),
    microvolts: ((panel.baseline - point.y) / scale.mmPerMillivolt) * 1000,
  };
}

/** A pair dragged from a point to another: as many samples apart as the pointer went, so that rounding counts once. */
export function dragged(from: Point, to: Point, panel: Panel, signal: Signal, scale: Scale): { from: Jaw; to: Jaw } {
  const start = jawAt(from, panel, signal, scale);
  const by = Math.round(((to.x - from.x) / scale.mmPerSecond) * signal.samplingFrequency);
  return {
    from: start,
    to: { sample: within(start.sample + by, signal), microvolts: jawAt(to, panel, signal, scale).microvolts },
  };
}

function within(sample: number, signal: Signal): number {
  return Math.min(Math.max(sample, 0), Math.max(signal.microvolts.length - 1, 0));
}

export interface Reading {
  milliseconds: number;
  /** Decimals that the sampling supports. */
  decimals: number;
  /** Of a rhythm whose beats are this far apart; null where that would be faster than any heart. */
  beatsPerMinute: number | null;
  /** Between the heights at which the jaws were set; up is positive. */
  millivolts: number;
  /** Between the recorded samples at the jaws; null where one was not recorded. */
  traceMillivolts: number | null;
}

/** What a pair says. `recorded` is the signal as the device stored it, never one filtered for display. */
export function readingOf(caliper: Pick<Caliper, "from" | "to">, recorded: Signal): Reading {
  const { from, to } = caliper;
  const milliseconds = (Math.abs(to.sample - from.sample) / recorded.samplingFrequency) * 1000;
  const trace = ((recorded.microvolts[to.sample] ?? NaN) - (recorded.microvolts[from.sample] ?? NaN)) / 1000;
  return {
    milliseconds,
    decimals: recorded.samplingFrequency > 1000 ? 1 : 0,
    beatsPerMinute: milliseconds < SHORTEST_RATE_MS ? null : 60_000 / milliseconds,
    millivolts: (to.microvolts - from.microvolts) / 1000,
    traceMillivolts: Number.isNaN(trace) ? null : trace,
  };
}

/** Moves one jaw, or both, by samples and by height, and never off the recording. */
export function nudged(caliper: Caliper, jaws: readonly JawName[], by: Partial<Jaw>, signal: Signal): Caliper {
  const last = Math.max(signal.microvolts.length - 1, 0);
  const samples = jaws.map((jaw) => caliper[jaw].sample);
  const step = Math.min(Math.max(by.sample ?? 0, -Math.min(...samples)), last - Math.max(...samples));
  const moved = jaws.map((jaw) => [
    jaw,
    { sample: caliper[jaw].sample + step, microvolts: caliper[jaw].microvolts + (by.microvolts ?? 0) },
  ]);
  return { ...caliper, ...(Object.fromEntries(moved) as Partial<Record<JawName, Jaw>>) };
}

export interface Placed {
  panel: Panel;
  from: Point;
  to: Point;
}

/** Where a pair lies on a sheet; null where its lead or its seconds are not on it. */
export function placed(caliper: Caliper, sheet: Sheet, signal: Signal, scale: Scale): Placed | null {
  const [from, to] = [secondsAt(caliper.from.sample, signal), secondsAt(caliper.to.sample, signal)];
  const slack = 1 / signal.samplingFrequency;
  const holds = (panel: Panel, seconds: number) => seconds >= panel.startS - slack && seconds <= panel.endS + slack;
  const shown = sheet.panels.filter(
    (panel) => panel.channel === caliper.channel && (holds(panel, from) || holds(panel, to)),
  );
  const panel = shown.find((one) => holds(one, from) && holds(one, to)) ?? shown[0];
  if (panel === undefined) return null;
  const at = (seconds: number, microvolts: number) => ({
    x: panel.x + widthMm(seconds - panel.startS, scale),
    y: panel.baseline - heightMm(microvolts, scale),
  });
  return { panel, from: at(from, caliper.from.microvolts), to: at(to, caliper.to.microvolts) };
}

/** Lines that repeat the interval, both ways, along the row of the pair and along its lead elsewhere on the sheet. */
export function marched(caliper: Caliper, sheet: Sheet, signal: Signal, scale: Scale): { x: number; panel: Panel }[] {
  const at = placed(caliper, sheet, signal, scale);
  const start = secondsAt(Math.min(caliper.from.sample, caliper.to.sample), signal);
  const interval = Math.abs(caliper.to.sample - caliper.from.sample) / signal.samplingFrequency;
  if (at === null || interval < SHORTEST_MARCH_S) return [];
  return sheet.panels
    .filter((panel) => panel.channel === caliper.channel || panel.baseline === at.panel.baseline)
    .flatMap((panel) => {
      const first = Math.ceil((panel.startS - start) / interval - 1e-9);
      const last = Math.floor((panel.endS - start) / interval + 1e-9);
      return Array.from({ length: Math.max(last - first + 1, 0) }, (_, step) => first + step)
        .filter((count) => panel !== at.panel || (count !== 0 && count !== 1))
        .map((count) => ({ panel, x: panel.x + widthMm(start + count * interval - panel.startS, scale) }));
    });
}

/** The jaw within reach of a point; the nearest where there are several. */
export function jawNear(
  point: Point,
  pairs: readonly { id: number; at: Placed | null }[],
  reachMm: number,
): { id: number; jaw: JawName } | null {
  let best: { id: number; jaw: JawName; away: number } | null = null;
  for (const { id, at } of pairs) {
    for (const jaw of ["from", "to"] as const) {
      if (at === null || Math.abs(point.y - at.panel.baseline) > REACH_FROM_BASELINE_MM) continue;
      const away = Math.abs(at[jaw].x - point.x);
      if (away <= reachMm && (best === null || away < best.away)) best = { id, jaw, away };
    }
  }
  return best === null ? null : { id: best.id, jaw: best.jaw };
}
