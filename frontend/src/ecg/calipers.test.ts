import { describe, expect, test } from "vitest";
import { type Caliper, dragged, jawNear, marched, nudged, panelAt, placed, readingOf } from "./calipers";
import { layOut, type Lead, TWELVE } from "./layout";
import { STANDARD } from "./scale";

const leads: Lead[] = TWELVE.map((lead) => ({ lead, label: lead }));
const page = { fromS: 0, lengthS: 10 };
const sheet = layOut("3x4", leads, page, STANDARD);
const panelOf = (label: string) => sheet.panels.find((panel) => panel.label === label)!;
const signalOf = (samplingFrequency: number, value: (at: number) => number = () => 0, skewS = 0) => ({
  microvolts: Float32Array.from({ length: samplingFrequency * 10 }, (_, at) => value(at)),
  samplingFrequency,
  skewS,
});
const caliper = (part: Partial<Caliper> = {}): Caliper => ({
  id: 1,
  channel: 1,
  from: { sample: 100, microvolts: 0 },
  to: { sample: 500, microvolts: 500 },
  isKept: false,
  isMarching: false,
  ...part,
});
const pair = (from: number, to: number, microvolts = 0) => ({
  from: { sample: from, microvolts: 0 },
  to: { sample: to, microvolts },
});

describe("a pair dragged over the paper", () => {
  const panel = panelOf("II");
  const from = { x: panel.x + 10, y: panel.baseline };

  test.each([
    ["25 mm/s", STANDARD, 20, -5, 800, 0.5],
    ["50 mm/s", { ...STANDARD, mmPerSecond: 50 }, 20, -5, 400, 0.5],
    ["12.5 mm/s", { ...STANDARD, mmPerSecond: 12.5 }, 20, 5, 1600, -0.5],
    ["20 mm/mV", { ...STANDARD, mmPerMillivolt: 20 }, 20, -5, 800, 0.25],
    ["5 mm/mV, backwards", { ...STANDARD, mmPerMillivolt: 5 }, -10, -5, 400, 1],
  ])("at %s", (_, scale, dx, dy, milliseconds, millivolts) => {
    const signal = signalOf(500);
    const found = readingOf(dragged(from, { x: from.x + dx, y: from.y + dy }, panel, signal, scale), signal);
    expect(found.milliseconds).toBe(milliseconds);
    expect(found.millivolts).toBeCloseTo(millivolts);
  });

  test("ends on samples", () => {
    const { from: start, to } = dragged(from, { x: from.x + 0.07, y: from.y }, panel, signalOf(500), STANDARD);
    expect([start.sample, to.sample]).toEqual([200, 201]);
  });

  test("counts a channel's skew", () => {
    expect(dragged(from, from, panel, signalOf(500, () => 0, 0.1), STANDARD).from.sample).toBe(150);
  });

  test("stays in the recording", () => {
    const { from: start, to } = dragged({ x: 0, y: 0 }, { x: 900, y: 0 }, panel, signalOf(500), STANDARD);
    expect([start.sample, to.sample]).toEqual([0, 4999]);
  });
});

describe("what a pair says", () => {
  test.each([
    [1000, 527, 1526, 999, 0],
    [500, 100, 101, 2, 0],
    [240, 0, 1, 1000 / 240, 0],
    [2000, 0, 1, 0.5, 1],
  ])("at %f Hz from sample %i to %i: %f ms", (frequency, from, to, milliseconds, decimals) => {
    const found = readingOf(pair(from, to), signalOf(frequency));
    expect(found.milliseconds).toBeCloseTo(milliseconds, 9);
    expect(found.decimals).toBe(decimals);
  });

  test("a rate, unless no heart is so fast", () => {
    const signal = signalOf(1000);
    expect(readingOf(pair(0, 800), signal).beatsPerMinute).toBe(75);
    expect(readingOf(pair(0, 199), signal).beatsPerMinute).toBeNull();
  });

  test("the recorded trace between the jaws, apart from the heights they were set at", () => {
    const signal = signalOf(500, (at) => (at === 500 ? 1200 : -100));
    expect(readingOf(pair(100, 500, 1000), signal)).toMatchObject({ millivolts: 1, traceMillivolts: 1.3 });
  });

  test("no amplitude where nothing was recorded", () => {
    expect(readingOf(pair(1, 2), signalOf(500, () => Number.NaN)).traceMillivolts).toBeNull();
  });
});

describe("a nudge", () => {
  const signal = signalOf(500);

  test("moves one jaw by one sample", () => {
    expect(nudged(caliper(), ["to"], { sample: 1 }, signal)).toMatchObject(pair(100, 501, 500));
  });

  test("moves both and keeps their distance at the edge of the recording", () => {
    const moved = nudged(caliper(), ["from", "to"], { sample: -300 }, signal);
    expect([moved.from.sample, moved.to.sample]).toEqual([0, 400]);
  });

  test("raises a jaw", () => {
    expect(nudged(caliper(), ["to"], { microvolts: 10 }, signal).to).toEqual({ sample: 500, microvolts: 510 });
  });
});

describe("a pair on another sheet", () => {
  const signal = signalOf(500);

  test("lies at the same samples whatever the speed", () => {
    const fast = { ...STANDARD, mmPerSecond: 50 };
    const at = placed(caliper(), layOut("12x1", leads, page, fast), signal, fast)!;
    expect(at.panel.label).toBe("II");
    expect(at.to.x - at.from.x).toBeCloseTo(40);
    expect(at.from.y - at.to.y).toBeCloseTo(5);
  });

  test("is on the panel that holds both jaws", () => {
    const at = placed(caliper({ ...pair(200, 3000) }), sheet, signal, STANDARD)!;
    expect(at.panel.endS).toBe(10);
  });

  test("is not there when its seconds are not", () => {
    const later = layOut("12x1", leads, { fromS: 5, lengthS: 5 }, STANDARD);
    expect(placed(caliper(), later, signal, STANDARD)).toBeNull();
  });
});

describe("marching out", () => {
  const signal = signalOf(500);

  test("repeats the interval both ways along the strip", () => {
    const wide = layOut("12x1", leads, page, STANDARD);
    const lines = marched(caliper({ ...pair(1000, 1500) }), wide, signal, STANDARD);
    const left = wide.panels[1]!.x;
    expect(lines.map(({ x }) => Math.round((x - left) / 25))).toEqual([0, 1, 4, 5, 6, 7, 8, 9, 10]);
  });

  test("goes on in the leads beside it and in the rhythm strip of its lead", () => {
    const lines = marched(caliper({ ...pair(0, 500) }), sheet, signal, STANDARD);
    expect([...new Set(lines.map(({ panel }) => panel.label))]).toEqual(["II", "aVL", "V2", "V5"]);
  });

  test("does not paint the paper blue with an interval that is none", () => {
    expect(marched(caliper({ ...pair(100, 110) }), sheet, signal, STANDARD)).toEqual([]);
  });
});

test("the lead under a point is the one whose line is nearest, in the column of the point", () => {
  const panel = panelOf("aVL");
  expect(panelAt(sheet, { x: panel.x + 5, y: panel.baseline + 12 }, STANDARD)?.label).toBe("aVL");
  expect(panelAt(sheet, { x: 0, y: panelOf("III").baseline }, STANDARD)?.label).toBe("III");
});

test("a jaw is taken hold of within reach, the nearer of two", () => {
  const pairs = [{ id: 7, at: placed(caliper(), sheet, signalOf(500), STANDARD) }];
  const at = pairs[0]!.at!;
  expect(jawNear({ x: at.to.x - 1, y: at.panel.baseline }, pairs, 2)).toEqual({ id: 7, jaw: "to" });
  expect(jawNear({ x: at.to.x - 3, y: at.panel.baseline }, pairs, 2)).toBeNull();
  expect(jawNear({ x: at.to.x, y: at.panel.baseline + 30 }, pairs, 2)).toBeNull();
});
