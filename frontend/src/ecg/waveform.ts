/** A recording as the server describes it, without its samples. */
export interface WaveformChannel {
  label: string;
  lead: string | null;
  skew_s: number;
  filter_low_hz: number | null;
  filter_high_hz: number | null;
  notch_hz: number | null;
  is_derived: boolean;
}

export interface WaveformGroup {
  label: string;
  number_of_samples: number;
  sampling_frequency: number;
  channels: readonly WaveformChannel[];
}

export interface WaveformAnnotation {
  text: string;
  name: string;
  value: number | null;
  unit: string;
  coded_value: string;
}

export interface Waveform {
  groups: readonly WaveformGroup[];
  annotations: readonly WaveformAnnotation[];
  acquired_at?: string | null;
}

export class SamplesIncomplete extends Error {}

/** Cuts channel-major samples into channels. */
export function channelsOf(bytes: ArrayBuffer, group: WaveformGroup): Float32Array[] {
  const { number_of_samples: count, channels } = group;
  if (bytes.byteLength !== channels.length * count * Float32Array.BYTES_PER_ELEMENT) throw new SamplesIncomplete();
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
const SHOWN_UNITS: Readonly<Record<string, string>> = { "{H.B.}/min": "/min", "{beats}/min": "/min", deg: "°", uV: "µV" };

/** What the device measured and said, in its order and its words; marks on single samples are left out. */
export function deviceValues(annotations: readonly WaveformAnnotation[]): { values: DeviceValue[]; statements: string[] } {
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

/** The device's filters where all channels had the same; null where they differ or were not stated. */
export function commonFilters(channels: readonly WaveformChannel[]): Filters {
  const common = (pick: (channel: WaveformChannel) => number | null) => {
    const all = new Set(channels.map(pick));
    return all.size === 1 ? ([...all][0] ?? null) : null;
  };
  return {
    low: common((channel) => channel.filter_low_hz),
    high: common((channel) => channel.filter_high_hz),
    notch: common((channel) => channel.notch_hz),
  };
}
