import { describe, expect, test } from "vitest";
import {
  channelsOf,
  deviceValues,
  longestGroup,
  recordedFilters,
  SamplesIncomplete,
  type WaveformChannel,
  type WaveformGroup,
} from "./waveform";

const channel = (part: Partial<WaveformChannel> = {}): WaveformChannel => ({
  label: "I",
  lead: "I",
  skew_s: 0,
  filter_low_hz: 0.05,
  filter_high_hz: 150,
  notch_hz: null,
  is_derived: false,
  ...part,
});
const group = (part: Partial<WaveformGroup> = {}): WaveformGroup => ({
  label: "",
  number_of_samples: 3,
  sampling_frequency: 500,
  channels: [channel(), channel({ label: "II", lead: "II" })],
  ...part,
});

describe("samples", () => {
  test("come channel after channel", () => {
    const bytes = new Float32Array([1, 2, 3, -1, -2, Number.NaN]).buffer;
    expect(channelsOf(bytes, group()).map((one) => [...one])).toEqual([
      [1, 2, 3],
      [-1, -2, Number.NaN],
    ]);
  });

  test("that are too few are not drawn", () => {
    expect(() => channelsOf(new ArrayBuffer(20), group())).toThrow(SamplesIncomplete);
  });
});

test("the rhythm comes before the median beat, wherever it lies in the file", () => {
  expect(longestGroup([group({ number_of_samples: 600 }), group({ number_of_samples: 5000 })])).toBe(1);
});

test("filters are told as they were recorded, channel by channel where they differ", () => {
  const same = [channel(), channel({ label: "II" })];
  expect(recordedFilters(same)).toEqual([{ low: 0.05, high: 150, notch: null, leads: ["I", "II"] }]);
  expect(recordedFilters([...same, channel({ label: "V1", filter_high_hz: 40, notch_hz: 50 })])).toEqual([
    { low: 0.05, high: 150, notch: null, leads: ["I", "II"] },
    { low: 0.05, high: 40, notch: 50, leads: ["V1"] },
  ]);
});

test("a lead that was computed had no filter of its own", () => {
  expect(recordedFilters([channel(), channel({ label: "III", is_derived: true })])[0]?.leads).toEqual(["I"]);
});

test("the device's values keep its words, its statements are apart", () => {
  const annotation = { text: "", name: "", value: null, unit: "", coded_value: "", channels: [], sample_positions: [] };
  const found = deviceValues([
    { ...annotation, name: "QRS Duration", value: 75, unit: "ms" },
    { ...annotation, name: "Heart rate", value: 69, unit: "{H.B.}/min" },
    { ...annotation, name: "Score", value: 0 },
    { ...annotation, text: "窦性心律" },
    { ...annotation, name: "Acquisition", coded_value: "Resting" },
    annotation,
  ]);
  expect(found).toEqual({
    values: [
      { name: "QRS Duration", text: "75 ms" },
      { name: "Heart rate", text: "69 /min" },
      { name: "Score", text: "0" },
      { name: "Acquisition", text: "Resting" },
    ],
    statements: ["窦性心律"],
  });
});
