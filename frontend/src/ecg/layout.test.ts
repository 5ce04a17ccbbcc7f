import { describe, expect, test } from "vitest";
import { layOut, layoutsFor, type Lead, stretchOf, TWELVE } from "./layout";
import { STANDARD } from "./scale";
import { linesOf } from "./trace";

const twelve: Lead[] = TWELVE.map((lead) => ({ lead, label: lead }));
const page = { fromS: 0, lengthS: 10 };
const named = (name: string, sheet: ReturnType<typeof layOut>) => sheet.panels.filter((panel) => panel.label === name);

describe("3x4 and a rhythm strip", () => {
  const sheet = layOut("3x4", twelve, page, STANDARD);

  test("columns follow each other in time", () => {
    expect(["I", "aVR", "V1", "V4"].map((name) => named(name, sheet)[0]!.startS)).toEqual([0, 2.5, 5, 7.5]);
  });

  test("a column is 62.5 mm wide", () => {
    const [first, second] = ["I", "aVR"].map((name) => named(name, sheet)[0]!);
    expect(second!.x - first!.x).toBe(62.5);
  });

  test("lead II runs along the bottom for ten seconds", () => {
    const strip = named("II", sheet)[1]!;
    expect(strip).toMatchObject({ startS: 0, endS: 10, channel: 1 });
    expect(strip.baseline).toBeGreaterThan(Math.max(...sheet.panels.slice(0, -1).map((panel) => panel.baseline)));
  });

  test("traces begin on a thick line, one pulse a row before them", () => {
    expect(named("I", sheet)[0]!.x % 5).toBe(0);
    expect(sheet.pulses).toHaveLength(4);
  });
});

test("6x2 has the chest leads beside the limb leads", () => {
  const sheet = layOut("6x2", twelve, page, STANDARD);
  expect(named("V1", sheet)[0]).toMatchObject({ startS: 5, endS: 10, baseline: named("I", sheet)[0]!.baseline });
});

test("12x1 shows every lead for the whole page, in the order that readers know", () => {
  const sheet = layOut("12x1", twelve, page, STANDARD);
  expect(sheet.panels.map((panel) => panel.label)).toEqual(TWELVE);
  expect(sheet.panels.every((panel) => panel.startS === 0 && panel.endS === 10)).toBe(true);
});

test("leads are found by name, not by their place in the file", () => {
  const turned = [...twelve].reverse();
  expect(named("I", layOut("3x4", turned, page, STANDARD))[0]!.channel).toBe(11);
});

test("a median beat starts anew in every column", () => {
  const sheet = layOut("3x4", twelve, { fromS: 0, lengthS: 1.2 }, STANDARD);
  expect(sheet.panels.every((panel) => panel.startS === 0 && panel.endS === 1.2)).toBe(true);
});

test("another lead set is shown as rows", () => {
  const leads: Lead[] = [
    { lead: "II", label: "II" },
    { lead: null, label: "X" },
  ];
  expect(layoutsFor(leads)).toEqual(["rows", "strip"]);
  expect(layOut("rows", leads, page, STANDARD).panels.map((panel) => panel.label)).toEqual(["II", "X"]);
});

test("the rhythm strip is the lead that was chosen", () => {
  const sheet = layOut("3x4", twelve, page, STANDARD, 6);
  expect(sheet.panels.at(-1)).toMatchObject({ channel: 6, label: "V1", endS: 10 });
});

test("one lead alone has a row every ten seconds, each with its pulse", () => {
  const sheet = layOut("strip", twelve, { fromS: 20, lengthS: 35 }, STANDARD, 1);
  expect(sheet.panels.map(({ label, startS, endS }) => [label, startS, endS])).toEqual([
    ["II", 20, 30],
    ["II", 30, 40],
    ["II", 40, 50],
    ["II", 50, 55],
  ]);
  expect(sheet.pulses).toHaveLength(4);
  expect(sheet.widthMm).toBe(270);
});

test("twice the speed is twice as wide, half the speed half", () => {
  const width = (mmPerSecond: number) =>
    layOut("12x1", twelve, page, { ...STANDARD, mmPerSecond }).widthMm - 10;
  expect([12.5, 25, 50].map(width).map((mm) => Math.round(mm / 125))).toEqual([1, 2, 4]);
});

test.each([
  [10, 0, 0, 10],
  [9.998, 5, 0, 9.998],
  [10.05, 3, 0, 10.05],
  [60, 12, 12, 10],
  [60, 57, 50, 10],
  [60, -3, 0, 10],
])("of %f s, asked for from %f s, the paper shows %f s and %f s on", (duration, from, fromS, lengthS) => {
  expect(stretchOf(duration, from, 10)).toEqual({ fromS, lengthS });
});

describe("a trace on the paper", () => {
  const panel = { channel: 0, label: "I", x: 20, baseline: 40, startS: 0, endS: 1 };
  const signal = (microvolts: number[], samplingFrequency = 2, skewS = 0) => ({
    microvolts: new Float32Array(microvolts),
    samplingFrequency,
    skewS,
  });

  test("a step of 1 mV rises 10 mm, half a second is 12.5 mm", () => {
    expect(linesOf(signal([0, 1000, 1000]), panel, STANDARD)).toEqual([[20, 40, 32.5, 30, 45, 30]]);
  });

  test("a sample that was not recorded leaves a gap", () => {
    expect(linesOf(signal([0, Number.NaN, 1000]), panel, STANDARD)).toEqual([
      [20, 40],
      [45, 30],
    ]);
  });

  test("a channel sampled later lies later", () => {
    expect(linesOf(signal([0, 0], 2, 0.1), panel, STANDARD)[0]![0]).toBeCloseTo(22.5);
  });

  test("a panel shows its own seconds only", () => {
    const later = { ...panel, startS: 1, endS: 2 };
    expect(linesOf(signal([1, 2, 3000, 0, 0, 6]), later, STANDARD)).toEqual([[20, 10, 32.5, 40, 45, 40]]);
  });
});
