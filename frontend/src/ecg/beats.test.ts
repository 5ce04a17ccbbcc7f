import { describe, expect, test } from "vitest";
import { alignedBeats, deviceMarks, snapped, toggled } from "./beats";
import type { WaveformAnnotation } from "./waveform";

const mark = (name: string, position: number, group = 1): WaveformAnnotation => ({
  text: "",
  name,
  value: null,
  unit: "",
  coded_value: "",
  channels: [[group, 0]],
  sample_positions: [position],
});

describe("marks of the device", () => {
  test("count from 1, and only those of beats in this group count", () => {
    const found = deviceMarks(
      [mark("Fiducial Point", 1527), mark("Fiducial Point", 528), mark("P Onset", 300), mark("R peak", 900, 2)],
      1,
      1000,
    );
    expect(found).toEqual({ samples: [527, 1526], contradictory: 0 });
  });

  test("that contradict each other are left out, and said to be", () => {
    const found = deviceMarks([501, 527, 1526].map((at) => mark("Fiducial Point", at)), 1, 1000);
    expect(found).toEqual({ samples: [1525], contradictory: 2 });
  });

  test("an interval is no point", () => {
    expect(deviceMarks([{ ...mark("R wave", 1), sample_positions: [1, 50] }], 1, 1000).samples).toEqual([]);
  });
});

const FREQUENCY = 500;
const signal = {
  microvolts: Float32Array.from({ length: 2000 }, (_, at) => (at % 400 === 200 ? -900 : at % 400 === 205 ? 300 : 0)),
  samplingFrequency: FREQUENCY,
  skewS: 0,
};

test("a mark set by hand means the farthest deflection beside it, upwards or downwards", () => {
  expect(snapped(190, signal)).toBe(200);
  expect(snapped(150, signal)).not.toBe(200);
});

test("a mark set twice is taken away", () => {
  expect(toggled([200, 600], 1000, FREQUENCY)).toEqual([200, 600, 1000]);
  expect(toggled([200, 600], 605, FREQUENCY)).toEqual([200]);
});

test("beats coincide at their marks, and one that is not whole is left out", () => {
  const beats = alignedBeats(signal, [100, 200, 600, 1000, 1900]);
  expect(beats).toHaveLength(3);
  expect(beats.every((beat) => beat.length === 401 && beat[150] === -900)).toBe(true);
});
