import type { Signal } from "./trace";
import type { WaveformAnnotation } from "./waveform";

/** A mark of the device that stands for a beat: its fiducial point or R peak (PS3.16 CID 3335, 3337 and SCP-ECG). */
const BEAT_MARK = /^(?:fiducial point|r[- ]?(?:peak|wave))$/i;
/** No two beats are so close. */
const CLOSEST_S = 0.2;
const SNAP_S = 0.04;
const LEVEL_S = 0.2;
export const BEFORE_S = 0.3;
export const AFTER_S = 0.5;
export const MOST_BEATS = 50;

export interface Marks {
  samples: number[];
  /** Marks of the device that contradict each other and are left out. */
  contradictory: number;
}

/**
 * The beats that the device marked in a group, as samples from 0. Two marks closer than 200 ms cannot both be beats;
 * which of them is wrong is not ours to guess, so both are left out.
 *
 * PS3.3 C.10.10.1.3: Referenced Sample Positions count from 1.
 */
export function deviceMarks(
  annotations: readonly WaveformAnnotation[],
  group: number,
  samplingFrequency: number,
): Marks {
  const all = annotations
    .filter((one) => BEAT_MARK.test(one.name) && one.sample_positions.length === 1)
    .filter((one) => one.channels.some(([number]) => number === group))
    .map((one) => one.sample_positions[0]! - 1);
  const sorted = [...new Set(all)].toSorted((one, other) => one - other);
  const isNear = (one: number | undefined, other: number) =>
    one !== undefined && Math.abs(one - other) < CLOSEST_S * samplingFrequency;
  const samples = sorted.filter((at, index) => !isNear(sorted[index - 1], at) && !isNear(sorted[index + 1], at));
  return { samples, contradictory: sorted.length - samples.length };
}

/** The sample that a mark set by hand means: the farthest from the local level within 40 ms. */
export function snapped(sample: number, { microvolts, samplingFrequency }: Signal): number {
  const around = (seconds: number) => {
    const reach = Math.round(seconds * samplingFrequency);
    return { first: Math.max(0, sample - reach), last: Math.min(microvolts.length - 1, sample + reach) };
  };
  const wide = around(LEVEL_S);
  const values = [...microvolts.subarray(wide.first, wide.last + 1)].filter((value) => !Number.isNaN(value));
  const level = values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
  const { first, last } = around(SNAP_S);
  let best = sample;
  let farthest = -1;
  for (let at = first; at <= last; at += 1) {
    const away = Math.abs(microvolts[at]! - level);
    if (away > farthest) [best, farthest] = [at, away];
  }
  return best;
}

/** A mark is added, or taken away where one stands within 40 ms. */
export function toggled(marks: readonly number[], sample: number, samplingFrequency: number): number[] {
  const rest = marks.filter((one) => Math.abs(one - sample) > SNAP_S * samplingFrequency);
  return rest.length < marks.length ? rest : [...marks, sample].toSorted((one, other) => one - other);
}

/** The stretches of a lead round its marks, cut so that all marks coincide; one that is not whole is left out. */
export function alignedBeats(signal: Signal, marks: readonly number[]): Float32Array[] {
  const { microvolts, samplingFrequency } = signal;
  const before = Math.round(BEFORE_S * samplingFrequency);
  const after = Math.round(AFTER_S * samplingFrequency);
  return marks
    .filter((mark) => mark - before >= 0 && mark + after < microvolts.length)
    .slice(0, MOST_BEATS)
    .map((mark) => microvolts.subarray(mark - before, mark + after + 1));
}
