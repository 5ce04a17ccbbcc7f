import { describe, expect, it } from "vitest";
import { alignment, sameLeads } from "./previous";

const lead = (name: string | null, label = name ?? "") => ({ lead: name, label });

describe("the leads of an earlier recording", () => {
  it("are found by the lead, whatever the order and the label", () => {
    expect(sameLeads([lead("I"), lead("V1")], [lead("V1", "C1"), lead("I", "Lead I")])).toEqual([1, 0]);
  });

  it("are missing where the earlier one has none", () => {
    expect(sameLeads([lead("I"), lead("V6")], [lead("I")])).toEqual([0, null]);
  });

  it("are compared by label where no standard lead is named", () => {
    expect(sameLeads([lead(null, "Holter 1")], [lead(null, " holter 1 ")])).toEqual([0]);
  });

  it("are never matched by having no name at all", () => {
    expect(sameLeads([lead(null, "")], [lead(null, "")])).toEqual([null]);
  });
});

describe("the alignment of an earlier recording", () => {
  const panel = { startS: 2.5, endS: 5 };

  it("lays its nearest beat on the first beat of the panel", () => {
    const beats = { marks: [400, 1500, 2900], samplingFrequency: 500 };
    expect(alignment(panel, beats, { marks: [1000, 2750], samplingFrequency: 1000 })).toBeCloseTo(3 - 2.75);
  });

  it("passes over a beat whose beginning is off the panel", () => {
    const beats = { marks: [2510, 3300], samplingFrequency: 1000 };
    expect(alignment(panel, beats, { marks: [3300], samplingFrequency: 1000 })).toBe(0);
  });

  it.each([
    [[], [3000]],
    [[3000], []],
    [[9000], [3000]],
  ])("is none where a panel or the earlier recording has no mark: %o, %o", (marks, earlier) => {
    const of = (all: number[]) => ({ marks: all, samplingFrequency: 1000 });
    expect(alignment(panel, of(marks), of(earlier))).toBeNull();
  });
});
