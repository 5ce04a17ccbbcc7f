import type { Extent, StoredValues } from "../stored";

/** More than this share of one value at either end is no anatomy: the collimator, or air that the detector cut off. */
const CLIPPED = 0.01;

/** How the values of a picture are spread. */
export interface Distribution extends Extent {
  /** The value below which this share of the picture lies, without what is clipped at its ends. */
  valueAt: (share: number) => number;
}

export function extentOf(values: ArrayLike<number>): Extent {
  let min = Infinity;
  let max = -Infinity;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

/** The spread of the values whose stored value is no padding; of all where nothing else is there. */
export function distributionOf(
  values: StoredValues,
  stored: ArrayLike<number>,
  padding: readonly number[] | null,
): Distribution {
  const isKept = keptBy(stored, padding);
  const { min, max } = extentOf(padding === null ? values : values.filter((_, at) => isKept(at)));
  if (min > max) return distributionOf(values, stored, null);
  let counts: Uint32Array | null = null;
  return {
    min,
    max,
    valueAt(share) {
      counts ??= countsOf(values, isKept, { min, max });
      return min + placeOf(counts, share);
    },
  };
}

function keptBy(stored: ArrayLike<number>, padding: readonly number[] | null): (at: number) => boolean {
  const [low, high] = padding ?? [];
  if (low === undefined || high === undefined) return () => true;
  return (at) => stored[at]! < low || stored[at]! > high;
}

function countsOf(values: StoredValues, isKept: (at: number) => boolean, { min, max }: Extent): Uint32Array {
  const counts = new Uint32Array(max - min + 1);
  let total = 0;
  for (let at = 0; at < values.length; at += 1) {
    if (!isKept(at)) continue;
    counts[values[at]! - min]! += 1;
    total += 1;
  }
  for (const end of new Set([0, counts.length - 1])) {
    if (counts.length > 2 && counts[end]! > CLIPPED * total) counts[end] = 0;
  }
  return counts;
}

function placeOf(counts: Uint32Array, share: number): number {
  const wanted = counts.reduce((sum, count) => sum + count, 0) * share;
  let below = 0;
  for (let at = 0; at < counts.length; at += 1) {
    below += counts[at]!;
    if (below >= wanted && below > 0) return at;
  }
  return counts.length - 1;
}
