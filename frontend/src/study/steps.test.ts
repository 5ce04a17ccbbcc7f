import { describe, expect, it } from "vitest";
import type { ReadingState } from "../api/types";
import { progressOf } from "./steps";

const reading = (state: ReadingState) =>
  ({ id: "r", state, priority: "routine", due_at: "2026-01-01T00:00:00Z", standing: "on_time" }) as const;
const report = (acknowledged_at: string | null) =>
  ({ id: "p", version: 1, signed_at: "2026-01-01T00:00:00Z", acknowledged_at }) as const;
const SETTLED = "2026-01-01T00:00:00Z";

describe("the step of a study", () => {
  it("is received until its quiet period is over", () => {
    expect(progressOf({ settled_at: null, reading: null, report: null }).reached).toBe("received");
    expect(progressOf({ settled_at: SETTLED, reading: null, report: null }).reached).toBe("settled");
  });

  it.each([
    ["awaiting", "settled"],
    ["assigned", "settled"],
    ["in_progress", "reading"],
    ["submitted", "submitted"],
    ["review_offered", "submitted"],
    ["in_review", "submitted"],
    ["signed", "signed"],
  ] as const)("of a reading that is %s is %s", (state, step) => {
    expect(progressOf({ settled_at: SETTLED, reading: reading(state), report: null })).toEqual({
      reached: step,
      stopped: null,
    });
  });

  it.each(["rejected", "cancelled"] as const)("stops where a reading was %s", (state) => {
    expect(progressOf({ settled_at: SETTLED, reading: reading(state), report: null }).stopped).toBe(state);
  });

  it("is returned with the report, and read with the receipt of a person", () => {
    const signed = { settled_at: SETTLED, reading: reading("signed") };
    expect(progressOf({ ...signed, report: report(null) }).reached).toBe("returned");
    expect(progressOf({ ...signed, report: report(SETTLED) }).reached).toBe("read");
  });
});
