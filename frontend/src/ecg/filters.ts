import type { Signal } from "./trace";

/**
 * Filters for looking only: off by default, zero-phase (each runs forwards and backwards), and never under what
 * calipers read from the trace. The effective response is the square of each section's.
 *
 * Kligfield et al., Circulation 2007;115:1306: a zero-phase high-pass may go to 0.67 Hz without moving ST; a low-pass
 * below 150 Hz takes from amplitudes and notches; so what is on is said on the paper.
 */
export interface DisplayFilters {
  baseline: boolean;
  mains: 50 | 60 | null;
  muscle: boolean;
}

export const NO_FILTERS: DisplayFilters = { baseline: false, mains: null, muscle: false };
export const BASELINE_HZ = 0.5;
export const MUSCLE_HZ = 40;
const NOTCH_WIDTH_HZ = 2;
const BUTTERWORTH_Q = Math.SQRT1_2;
/** Seconds beside what is shown that settle the slowest filter: ten of its time constants. */
const SETTLING_S = 5;
const MOST_OF_SAMPLING = 0.45;

export function isFiltering(filters: DisplayFilters): boolean {
  return filters.baseline || filters.mains !== null || filters.muscle;
}

/** A filter that this sampling cannot carry is left off. */
export function applicable(filters: DisplayFilters, samplingFrequency: number): DisplayFilters {
  const most = samplingFrequency * MOST_OF_SAMPLING;
  return {
    baseline: filters.baseline && BASELINE_HZ < most,
    mains: filters.mains !== null && filters.mains < most ? filters.mains : null,
    muscle: filters.muscle && MUSCLE_HZ < most,
  };
}

interface Section {
  b: readonly [number, number, number];
  a: readonly [number, number];
}

/** Second-order sections after Bristow-Johnson's cookbook. */
function section(kind: "low" | "high" | "notch", hz: number, q: number, samplingFrequency: number): Section {
  const w = (2 * Math.PI * hz) / samplingFrequency;
  const cos = Math.cos(w);
  const alpha = Math.sin(w) / (2 * q);
  const scale = 1 / (1 + alpha);
  const numerators = {
    low: [(1 - cos) / 2, 1 - cos, (1 - cos) / 2],
    high: [(1 + cos) / 2, -(1 + cos), (1 + cos) / 2],
    notch: [1, -2 * cos, 1],
  } as const;
  const [b0, b1, b2] = numerators[kind];
  return { b: [b0 * scale, b1 * scale, b2 * scale], a: [-2 * cos * scale, (1 - alpha) * scale] };
}

function sectionsOf(filters: DisplayFilters, samplingFrequency: number): Section[] {
  const { baseline, mains, muscle } = applicable(filters, samplingFrequency);
  return [
    ...(baseline ? [section("high", BASELINE_HZ, BUTTERWORTH_Q, samplingFrequency)] : []),
    ...(mains === null ? [] : [section("notch", mains, mains / NOTCH_WIDTH_HZ, samplingFrequency)]),
    ...(muscle ? [section("low", MUSCLE_HZ, BUTTERWORTH_Q, samplingFrequency)] : []),
  ];
}

/** One pass in place, begun as if the first value had always been there. */
function pass({ b, a }: Section, values: Float64Array): void {
  const first = values[0] ?? 0;
  const steady = (first * (b[0] + b[1] + b[2])) / (1 + a[0] + a[1]);
  let z1 = steady - b[0] * first;
  let z2 = b[2] * first - a[1] * steady;
  for (let at = 0; at < values.length; at += 1) {
    const x = values[at]!;
    const y = b[0] * x + z1;
    z1 = b[1] * x - a[0] * y + z2;
    z2 = b[2] * x - a[1] * y;
    values[at] = y;
  }
}

/** An unbroken run, continued at both ends by its own reflection so that its edges do not ring. */
function filterRun(run: Float32Array, sections: readonly Section[], padding: number): Float32Array {
  const pad = Math.min(padding, run.length - 1);
  const long = new Float64Array(run.length + 2 * pad);
  const [first, last] = [run[0]!, run[run.length - 1]!];
  for (let at = 0; at < pad; at += 1) {
    long[at] = 2 * first - run[pad - at]!;
    long[pad + run.length + at] = 2 * last - run[run.length - 2 - at]!;
  }
  long.set(run, pad);
  for (const one of sections) {
    pass(one, long);
    long.reverse();
    pass(one, long);
    long.reverse();
  }
  return Float32Array.from(long.subarray(pad, pad + run.length));
}

/** Samples filtered for display; what the device did not record stays a gap. */
export function filtered(microvolts: Float32Array, samplingFrequency: number, filters: DisplayFilters): Float32Array {
  const sections = sectionsOf(filters, samplingFrequency);
  const result = Float32Array.from(microvolts);
  if (sections.length === 0) return result;
  const padding = Math.ceil(SETTLING_S * samplingFrequency);
  let start = 0;
  while (start < result.length) {
    let end = start;
    while (end < result.length && !Number.isNaN(result[end]!)) end += 1;
    if (end > start) result.set(filterRun(microvolts.subarray(start, end), sections, padding), start);
    start = end + 1;
  }
  return result;
}

/** A stretch of a signal, filtered with room to settle on either side: the work does not grow with the recording. */
export function filteredStretch(
  signal: Signal,
  filters: DisplayFilters,
  stretch: { fromS: number; toS: number },
): Signal {
  const { microvolts, samplingFrequency, skewS } = signal;
  const index = (seconds: number) => Math.round((seconds - skewS) * samplingFrequency);
  const first = Math.max(0, index(stretch.fromS - SETTLING_S));
  const last = Math.min(microvolts.length, index(stretch.toS + SETTLING_S) + 1);
  return {
    microvolts: filtered(microvolts.subarray(first, Math.max(first, last)), samplingFrequency, filters),
    samplingFrequency,
    skewS: skewS + first / samplingFrequency,
  };
}
