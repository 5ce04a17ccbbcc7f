import type { components } from "../api/schema";

type Schemas = components["schemas"];

/** A recording as the server describes it, without its samples. */
export type WaveformChannel = Pick<
  Schemas["WaveformChannel"],
  "label" | "lead" | "skew_s" | "filter_low_hz" | "filter_high_hz" | "notch_hz" | "is_derived"
>;
export type WaveformGroup = Pick<Schemas["WaveformGroup"], "label" | "number_of_samples" | "sampling_frequency"> & {
  channels: readonly WaveformChannel[];
};
export type WaveformAnnotation = Pick<
  Schemas["WaveformAnnotation"],
  "text" | "name" | "value" | "unit" | "coded_value" | "sample_positions"
> & { channels: readonly (readonly number[])[] };
export type Waveform = Pick<Schemas["Waveform"], "acquired_at"> & {
  groups: readonly WaveformGroup[];
  annotations: readonly WaveformAnnotation[];
};

export class SamplesIncomplete extends Error {}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Cuts channel-major samples into channels. */
export function channelsOf(bytes: ArrayBuffer, group: WaveformGroup): Float32Array[] {
  const { number_of_samples: count, channels } = group;
  if (bytes.byteLength !== channels.length * count * Float32Array.BYTES_PER_ELEMENT) throw new SamplesIncomplete();
  if (isLittleEndian) return channels.map((_, channel) => new Float32Array(bytes, channel * count * 4, count));
  const view = new DataView(bytes);
  return channels.map((_, channel) =>
    Float32Array.from({ length: count }, (_unused, at) => view.getFloat32((channel * count + at) * 4, true)),
  );
}

export function durationOf(group: WaveformGroup): number {
  return group.number_of_samples / group.sampling_frequency;
}

/** The recording to begin with: the longest, since the others are beats made from it. */
export function longestGroup(groups: readonly WaveformGroup[]): number {
  return groups.reduce((best, group, at) => (durationOf(group) > durationOf(groups[best]!) ? at : best), 0);
}

export interface DeviceValue {
  name: string;
  text: string;
}

/** Units of UCUM that nobody reads aloud as they are written. */
const SHOWN_UNITS: Readonly<Record<string, string>> = {
  "{H.B.}/min": "/min",
  "{beats}/min": "/min",
  deg: "°",
  uV: "µV",
};

/** What the device measured and said, in its order and its words; marks on single samples are left out. */
export function deviceValues(annotations: readonly WaveformAnnotation[]): {
  values: DeviceValue[];
  statements: string[];
} {
  const values: DeviceValue[] = [];
  const statements: string[] = [];
  for (const { text, name, value, unit, coded_value: coded } of annotations) {
    if (value !== null) values.push({ name: name || text, text: `${value} ${SHOWN_UNITS[unit] ?? unit}`.trim() });
    else if (text !== "") statements.push(name === "" ? text : `${name}: ${text}`);
    else if (coded !== "" && name !== "") values.push({ name, text: coded });
  }
  return { values, statements };
}

export interface Filters {
  low: number | null;
  high: number | null;
  notch: number | null;
}

/** The device's filters as recorded, with the leads that had them: one entry where all channels had the same. */
export function recordedFilters(channels: readonly WaveformChannel[]): (Filters & { leads: string[] })[] {
  const found = new Map<string, Filters & { leads: string[] }>();
  for (const { label, filter_low_hz: low, filter_high_hz: high, notch_hz: notch, is_derived } of channels) {
    if (is_derived) continue;
    const key = [low, high, notch].join();
    const same = found.get(key) ?? { low, high, notch, leads: [] };
    same.leads.push(label);
    found.set(key, same);
  }
  return [...found.values()];
}
