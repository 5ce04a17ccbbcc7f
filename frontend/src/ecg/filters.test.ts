import { describe, expect, test } from "vitest";
import { applicable, type DisplayFilters, filtered, filteredStretch, isFiltering, NO_FILTERS } from "./filters";

const FREQUENCY = 500;
const signal = (value: (seconds: number) => number, seconds = 10) =>
  Float32Array.from({ length: seconds * FREQUENCY }, (_, at) => value(at / FREQUENCY));
const sine = (hz: number, amplitude = 1000) => signal((s) => amplitude * Math.sin(2 * Math.PI * hz * s));
const beat = (s: number) => 1000 * Math.exp(-(((s - 5) / 0.02) ** 2));
const only = (part: Partial<DisplayFilters>): DisplayFilters => ({ ...NO_FILTERS, ...part });
const middle = (values: Float32Array) => values.subarray(3 * FREQUENCY, 7 * FREQUENCY);
const strength = (values: Float32Array) => Math.hypot(...middle(values));
const peak = (values: Float32Array) => values.indexOf(Math.max(...values));

test("without a filter every sample is what was recorded", () => {
  expect(isFiltering(NO_FILTERS)).toBe(false);
  expect(filtered(sine(7), FREQUENCY, NO_FILTERS)).toEqual(sine(7));
});

describe("what is taken and what is left", () => {
  test.each([
    ["baseline", only({ baseline: true }), 0.1, 0, 0.01],
    ["baseline at its corner", only({ baseline: true }), 0.5, 0.5, 0.05],
    ["baseline", only({ baseline: true }), 5, 1, 0.01],
    ["mains of 50 Hz", only({ mains: 50 }), 50, 0, 0.01],
    ["mains of 50 Hz", only({ mains: 50 }), 40, 1, 0.02],
    ["mains of 50 Hz", only({ mains: 50 }), 60, 1, 0.02],
    ["mains of 60 Hz", only({ mains: 60 }), 60, 0, 0.01],
    ["mains of 60 Hz", only({ mains: 60 }), 50, 1, 0.02],
    ["muscle", only({ muscle: true }), 5, 1, 0.01],
    ["muscle at its corner", only({ muscle: true }), 40, 0.5, 0.05],
    ["muscle", only({ muscle: true }), 120, 0, 0.02],
  ])("%s: %o leaves of %f Hz the share %f", (_, filters, hz, share, tolerance) => {
    const left = strength(filtered(sine(hz), FREQUENCY, filters)) / strength(sine(hz));
    expect(Math.abs(left - share)).toBeLessThan(tolerance);
  });
});

test.each([only({ baseline: true }), only({ mains: 50 }), only({ muscle: true })])(
  "%o moves no peak and keeps what is symmetrical so",
  (filters) => {
    const found = filtered(signal(beat), FREQUENCY, filters);
    const top = peak(found);
    expect(top).toBe(5 * FREQUENCY);
    for (let away = 1; away < 40; away += 1) expect(found[top - away]).toBeCloseTo(found[top + away]!, 0);
  },
);

test("a baseline that wanders lies still, and the beat on it keeps its height", () => {
  const drifting = signal((s) => beat(s) + 800 * Math.sin(2 * Math.PI * 0.1 * s));
  const found = filtered(drifting, FREQUENCY, only({ baseline: true }));
  expect(Math.abs(found[3 * FREQUENCY]!)).toBeLessThan(15);
  expect(Math.max(...found)).toBeGreaterThan(930);
});

test("a constant level is the baseline, and the edges do not ring", () => {
  const found = filtered(signal(() => 700), FREQUENCY, only({ baseline: true }));
  expect(Math.max(...found.map(Math.abs))).toBeLessThan(1e-3);
  const kept = filtered(signal(() => 700), FREQUENCY, only({ mains: 50, muscle: true }));
  expect(kept.every((value) => Math.abs(value - 700) < 0.01)).toBe(true);
});

test("a gap stays a gap and spoils nothing beside it", () => {
  const gappy = sine(5).map((value, at) => (at >= 2000 && at < 2100 ? Number.NaN : value));
  const found = filtered(gappy, FREQUENCY, only({ muscle: true, mains: 50 }));
  expect([...found].flatMap((value, at) => (Number.isNaN(value) ? [at] : []))).toHaveLength(100);
  expect(Number.isNaN(found[1999]!) || Number.isNaN(found[2100]!)).toBe(false);
});

test("what was recorded is not touched", () => {
  const recorded = sine(50);
  filtered(recorded, FREQUENCY, only({ baseline: true, mains: 50, muscle: true }));
  expect(recorded).toEqual(sine(50));
});

test("a sampling that cannot carry a filter goes without", () => {
  expect(applicable(only({ baseline: true, mains: 60, muscle: true }), 100)).toEqual(
    only({ baseline: true, muscle: true }),
  );
  expect(applicable(only({ mains: 50, muscle: true }), 80)).toEqual(NO_FILTERS);
});

test("a stretch is filtered as the whole would be, without filtering the whole", () => {
  const long = signal((s) => 300 * Math.sin(2 * Math.PI * 1.2 * s) + 200 * Math.sin(2 * Math.PI * 50 * s), 120);
  const filters = only({ baseline: true, mains: 50, muscle: true });
  const whole = filtered(long, FREQUENCY, filters);
  const stretch = filteredStretch(
    { microvolts: long, samplingFrequency: FREQUENCY, skewS: 0.01 },
    filters,
    { fromS: 60, toS: 70 },
  );
  expect(stretch.microvolts.length).toBe(20 * FREQUENCY + 1);
  const first = Math.round((stretch.skewS - 0.01) * FREQUENCY);
  for (let at = 60 * FREQUENCY; at < 70 * FREQUENCY; at += 7) {
    expect(Math.abs(stretch.microvolts[at - first]! - whole[at]!)).toBeLessThan(1);
  }
});
