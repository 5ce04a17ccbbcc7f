import type { WaveformAnnotation } from "./waveform";

/** What the reader confirms, in milliseconds. The heart rate is 60000 / RR. */
export type IntervalName = "rr" | "pr" | "qrs" | "qt";
export type Intervals = Partial<Record<IntervalName, number>>;

export const INTERVALS: readonly IntervalName[] = ["rr", "pr", "qrs", "qt"];

export function rateOf(rrMs: number): number {
  return 60_000 / rrMs;
}

/** QT / RR^(1/2), RR in seconds: milliseconds, or null where a value is missing or no time (Bazett 1920). */
export function bazett(qtMs: number | undefined, rrMs: number | undefined): number | null {
  return corrected(qtMs, rrMs, 1 / 2);
}

/** QT / RR^(1/3), RR in seconds: milliseconds, or null where a value is missing or no time (Fridericia 1920). */
export function fridericia(qtMs: number | undefined, rrMs: number | undefined): number | null {
  return corrected(qtMs, rrMs, 1 / 3);
}

function corrected(qtMs: number | undefined, rrMs: number | undefined, exponent: number): number | null {
  if (qtMs === undefined || rrMs === undefined || !isTime(qtMs) || !isTime(rrMs)) return null;
  return qtMs / (rrMs / 1000) ** exponent;
}

export function isTime(milliseconds: number): boolean {
  return Number.isFinite(milliseconds) && milliseconds > 0;
}

/** Beyond these a slip of the hand is likelier than a heart: wider than any normal range, and never a refusal. */
export const PLAUSIBLE_MS: Readonly<Record<IntervalName, { least: number; most: number }>> = {
  rr: { least: 200, most: 3000 },
  pr: { least: 60, most: 600 },
  qrs: { least: 40, most: 250 },
  qt: { least: 180, most: 800 },
};

export type Caution =
  | { kind: "implausible"; name: IntervalName }
  | { kind: "qtBeyondRr" }
  | { kind: "qrsBeyondQt" }
  /** The corrections depart from each other where the rate is far from 60. */
  | { kind: "rateFarFrom60" }
  /** A wide QRS lengthens QT without lengthening repolarisation. */
  | { kind: "wideQrs" };

/**
 * What to say about the values. The last two are of Rautaharju et al., Circulation 2009;119:e241: rate correction is
 * unreliable at fast and slow rates, and QTc is not comparable where QRS lasts 120 ms or longer.
 */
export function cautionsOf(values: Intervals): Caution[] {
  const { rr, qrs, qt } = values;
  const isOutside = (name: IntervalName) => {
    const value = values[name];
    return value !== undefined && !(value >= PLAUSIBLE_MS[name].least && value <= PLAUSIBLE_MS[name].most);
  };
  const cautions: Caution[] = INTERVALS.filter(isOutside).map((name) => ({ kind: "implausible", name }));
  if (qt !== undefined && rr !== undefined && qt > rr) cautions.push({ kind: "qtBeyondRr" });
  if (qrs !== undefined && qt !== undefined && qrs >= qt) cautions.push({ kind: "qrsBeyondQt" });
  if (bazett(qt, rr) === null) return cautions;
  if (rateOf(rr!) < 50 || rateOf(rr!) > 100) cautions.push({ kind: "rateFarFrom60" });
  if (qrs !== undefined && qrs >= 120) cautions.push({ kind: "wideQrs" });
  return cautions;
}

const NAMES: Readonly<Record<IntervalName, RegExp>> = {
  rr: /^(?:mean )?rr interval/i,
  pr: /^pr interval/i,
  qrs: /^qrs duration/i,
  qt: /^qt interval/i,
};
const RATE = /^(?:ventricular |mean ventricular )?heart rate/i;
const PER_MINUTE = /^(?:\{[^}]*\}|1)?\/min$|^bpm$/;

/** What the device gave for each, by its own words and units. It is offered to the reader, never taken for confirmed. */
export function deviceIntervals(annotations: readonly WaveformAnnotation[]): Intervals {
  const found: Intervals = {};
  for (const { name, value, unit } of annotations) {
    if (value === null || !isTime(value)) continue;
    const factor = unit === "ms" ? 1 : unit === "s" ? 1000 : null;
    const interval = INTERVALS.find((one) => NAMES[one].test(name));
    if (interval !== undefined && factor !== null) found[interval] ??= value * factor;
  }
  const rate = annotations.find(({ name, value, unit }) => RATE.test(name) && value !== null && PER_MINUTE.test(unit));
  if (rate !== undefined && isTime(rate.value!)) found.rr ??= rateOf(rate.value!);
  return found;
}
