import { describe, expect, test } from "vitest";
import { bazett, cautionsOf, deviceIntervals, fridericia, type Intervals, rateOf } from "./intervals";

describe("QT corrected for the rate", () => {
  test.each([
    [400, 1000, 400, 400],
    [360, 600, 464.76, 426.83],
    [420, 1250, 375.66, 389.89],
    [368, 982, 371.36, 370.23],
    [300, 400, 474.34, 407.16],
  ])("QT %i ms at RR %i ms: Bazett %f ms, Fridericia %f ms", (qt, rr, byBazett, byFridericia) => {
    expect(bazett(qt, rr)).toBeCloseTo(byBazett, 2);
    expect(fridericia(qt, rr)).toBeCloseTo(byFridericia, 2);
  });

  test.each([
    [undefined, 1000],
    [400, undefined],
    [0, 1000],
    [400, 0],
    [-400, 1000],
    [400, -1],
    [Number.NaN, 1000],
    [400, Number.POSITIVE_INFINITY],
  ])("nothing comes of QT %s and RR %s", (qt, rr) => {
    expect(bazett(qt, rr)).toBeNull();
    expect(fridericia(qt, rr)).toBeNull();
  });
});

test.each([
  [1000, 60],
  [750, 80],
  [1250, 48],
])("RR %i ms is %i a minute", (rr, rate) => {
  expect(rateOf(rr)).toBe(rate);
});

describe("what is pointed out", () => {
  const usual: Intervals = { rr: 982, pr: 161, qrs: 75, qt: 368 };
  test.each<[string, Intervals, unknown[]]>([
    ["nothing of usual values", usual, []],
    ["nothing of nothing", {}, []],
    ["a second typed for a millisecond", { qt: 0.368 }, [{ kind: "implausible", name: "qt" }]],
    ["a PR of a second", { ...usual, pr: 1000 }, [{ kind: "implausible", name: "pr" }]],
    ["bounds themselves are plausible", { rr: 1000, pr: 600, qrs: 40 }, []],
    ["a QT longer than RR", { rr: 400, qt: 420 }, [{ kind: "qtBeyondRr" }, { kind: "rateFarFrom60" }]],
    ["a QRS as long as QT", { qrs: 200, qt: 200 }, [{ kind: "qrsBeyondQt" }]],
    ["a slow rate", { rr: 1250, qt: 420 }, [{ kind: "rateFarFrom60" }]],
    ["a wide QRS", { ...usual, qrs: 120 }, [{ kind: "wideQrs" }]],
  ])("%s", (_, values, cautions) => {
    expect(cautionsOf(values)).toEqual(cautions);
  });
});

describe("what the device gave", () => {
  const annotation = { text: "", coded_value: "", channels: [], sample_positions: [] };
  const said = (name: string, value: number | null, unit: string) => ({ ...annotation, name, value, unit });

  test("is found by its names and units", () => {
    expect(
      deviceIntervals([
        said("RR Interval", 982, "ms"),
        said("PP Interval", 0, "ms"),
        said("PR Interval", 161, "ms"),
        said("QRS Duration", 75, "ms"),
        said("QT Interval", 368, "ms"),
        said("QTc Interval", 370, "ms"),
      ]),
    ).toEqual({ rr: 982, pr: 161, qrs: 75, qt: 368 });
  });

  test("is a rate where there is no RR, and seconds where it says so", () => {
    expect(
      deviceIntervals([said("Ventricular Heart Rate", 48, "{H.B.}/min"), said("QT interval global", 0.42, "s")]),
    ).toEqual({ rr: 1250, qt: 420 });
  });

  test("is nothing where the unit is none of time, or the value no time", () => {
    expect(deviceIntervals([said("QT Interval", 368, "deg"), said("PR Interval", 0, "ms")])).toEqual({});
    expect(deviceIntervals([said("Heart rate", 70, "")])).toEqual({});
  });
});
