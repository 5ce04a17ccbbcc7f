import type { Signal } from "./trace";
import type { WaveformChannel } from "./waveform";

/**
 * What a technician would ask before the reader does: is a cable off, are two changed, is there mains noise? Each rule
 * is coarse on purpose and says "possible"; none changes a sample, and silence proves nothing.
 */
export type Hint =
  | { kind: "flat"; lead: string }
  | { kind: "armsSwapped" }
  | { kind: "legAndArmSwapped"; lead: "I" | "II" | "III" }
  | { kind: "mains"; hz: 50 | 60; leads: string[] };

export interface NamedSignal extends Signal {
  lead: string;
  isDerived: boolean;
}

/** No QRS is so low in a connected lead: low voltage begins at 500 µV. */
const FLAT_UV = 50;
const NEARLY_FLAT_UV = 100;
const CLEAR_UV = 300;
const CLEAR_RATIO = 2;
const UPRIGHT_RATIO = 1.5;
const WINDOW_S = 2;
const LONGEST_S = 30;
const MAINS_UV = 25;
const MAINS_RATIO = 4;
const NEIGHBOURS_HZ = 5;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function windowsOf({ microvolts, samplingFrequency }: Signal, seconds: number): Float32Array[] {
  const length = Math.round(seconds * samplingFrequency);
  const count = Math.floor(Math.min(microvolts.length, LONGEST_S * samplingFrequency) / Math.max(length, 1));
  return Array.from({ length: count }, (_, at) => microvolts.subarray(at * length, (at + 1) * length)).filter(
    (one) => one.length > 0 && one.every((value) => !Number.isNaN(value)),
  );
}

/** How far a lead typically rises and falls from its own level within two seconds. */
export function deflections(signal: Signal): { up: number; down: number } | null {
  const windows = windowsOf(signal, WINDOW_S).map((one) => {
    const level = median([...one]);
    const most = one.reduce((a, b) => Math.max(a, b), -Infinity);
    const least = one.reduce((a, b) => Math.min(a, b), Infinity);
    return { up: most - level, down: level - least };
  });
  if (windows.length === 0) return null;
  return { up: median(windows.map(({ up }) => up)), down: median(windows.map(({ down }) => down)) };
}

/** A lead that stays within 50 µV: an electrode off, or a channel that was not connected. Derived leads are not asked. */
export function flatLeads(signals: readonly NamedSignal[]): Hint[] {
  return signals
    .filter((signal) => !signal.isDerived && isWithin(signal, FLAT_UV))
    .map(({ lead }) => ({ kind: "flat", lead }));
}

function isWithin(signal: Signal, microvolts: number): boolean {
  const found = deflections(signal);
  return found !== null && found.up + found.down < microvolts;
}

/**
 * Right and left arm: lead I clearly downwards and aVR clearly upwards, while V6, which looks from the same side as I,
 * is upright. With V6 downwards too it may be dextrocardia, and nothing is said.
 *
 * Batchvarov et al., Europace 2007;9:1081; Rudiger et al., Am J Emerg Med 2007;25:174.
 */
export function armsSwapped(signals: readonly NamedSignal[]): Hint[] {
  const [one, right, six] = ["I", "aVR", "V6"].map((name) => {
    const signal = signals.find(({ lead }) => lead === name);
    return signal === undefined ? null : deflections(signal);
  });
  if (one == null || right == null || six == null) return [];
  const isDown = one.down >= CLEAR_UV && one.down >= CLEAR_RATIO * one.up;
  const isUp = right.up >= CLEAR_UV && right.up >= CLEAR_RATIO * right.down;
  const isSixUp = six.up >= CLEAR_UV && six.up >= UPRIGHT_RATIO * six.down;
  return isDown && isUp && isSixUp ? [{ kind: "armsSwapped" }] : [];
}

/**
 * An arm and the right leg: the two feet give nearly the same potential, so exactly one of I, II, III is nearly flat
 * while the others are not.
 *
 * Haisty et al., Am J Cardiol 1993;71:1490.
 */
export function legAndArmSwapped(signals: readonly NamedSignal[]): Hint[] {
  const limb = (["I", "II", "III"] as const).map((name) => {
    const signal = signals.find(({ lead }) => lead === name);
    const found = signal === undefined ? null : deflections(signal);
    return { name, span: found === null ? NaN : found.up + found.down };
  });
  const flat = limb.filter(({ span }) => span < NEARLY_FLAT_UV);
  const clear = limb.filter(({ span }) => span >= CLEAR_UV);
  const isUnplugged = flat.some(({ span }) => span === 0);
  return flat.length === 1 && clear.length === 2 && !isUnplugged
    ? [{ kind: "legAndArmSwapped", lead: flat[0]!.name }]
    : [];
}

/** The amplitude of one frequency in a window, in µV, seen through a Hann window. */
function amplitudeAt(values: Float32Array, hz: number, samplingFrequency: number): number {
  let [real, imaginary, weight] = [0, 0, 0];
  values.forEach((value, at) => {
    const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * (at + 0.5)) / values.length);
    const angle = (2 * Math.PI * hz * at) / samplingFrequency;
    real += hann * value * Math.cos(angle);
    imaginary += hann * value * Math.sin(angle);
    weight += hann;
  });
  return (2 * Math.hypot(real, imaginary)) / weight;
}

/**
 * Mains: 25 µV (50 µV from peak to peak, half a small square) at 50 or 60 Hz in most seconds, and four times what lies
 * 5 Hz beside it, which the steep flanks of a QRS are not.
 */
export function mainsNoise(signals: readonly NamedSignal[]): Hint[] {
  return ([50, 60] as const).flatMap((hz): Hint[] => {
    const leads = signals.filter((signal) => !signal.isDerived && hums(signal, hz)).map(({ lead }) => lead);
    return leads.length === 0 ? [] : [{ kind: "mains", hz, leads }];
  });
}

function hums(signal: Signal, hz: number): boolean {
  const { samplingFrequency } = signal;
  if (samplingFrequency < 2.2 * (hz + NEIGHBOURS_HZ)) return false;
  const windows = windowsOf(signal, 1);
  const typical = (at: number) => median(windows.map((one) => amplitudeAt(one, at, samplingFrequency)));
  const amplitude = typical(hz);
  return (
    amplitude >= MAINS_UV &&
    amplitude >= MAINS_RATIO * typical(hz - NEIGHBOURS_HZ) &&
    amplitude >= MAINS_RATIO * typical(hz + NEIGHBOURS_HZ)
  );
}

export function hintsOf(channels: readonly WaveformChannel[], signals: readonly Signal[]): Hint[] {
  const named = signals.map((signal, at) => ({
    ...signal,
    lead: channels[at]!.lead ?? channels[at]!.label,
    isDerived: channels[at]!.is_derived,
  }));
  const flat = flatLeads(named);
  const isFlat = new Set(flat.map((hint) => ("lead" in hint ? hint.lead : "")));
  const legs = legAndArmSwapped(named).filter((hint) => hint.kind !== "legAndArmSwapped" || !isFlat.has(hint.lead));
  return [...flat, ...armsSwapped(named), ...legs, ...mainsNoise(named)];
}
