import { describe, expect, it } from "vitest";
import type { TurnaroundRow } from "../api/types";
import { groupsOf, longestOf } from "./figures";

const row = (over: Partial<TurnaroundRow>): TurnaroundRow => ({
  clinic_id: "c1",
  clinic_name: "青山",
  modality: "xray",
  segment: "term",
  count: 3,
  left_out: 0,
  p50_s: 60,
  p90_s: 120,
  p95_s: 180,
  within_term_share: 1,
  ...over,
});

describe("the figures", () => {
  it("stand together for each clinic and kind", () => {
    const groups = groupsOf([row({}), row({ modality: "ecg" }), row({ segment: "writing" }), row({ clinic_id: "c2" })]);
    expect(groups.map((group) => [group.key, group.rows.length])).toEqual([
      ["c1 xray", 2],
      ["c1 ecg", 1],
      ["c2 xray", 1],
    ]);
  });

  it("have one scale for the bars of a group, also when some are missing", () => {
    expect(longestOf([row({}), row({ p95_s: 300 }), row({ p95_s: null })])).toBe(300);
    expect(longestOf([])).toBe(0);
  });
});
