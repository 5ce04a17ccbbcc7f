import { describe, expect, it } from "vitest";
import type { ReadingSummary } from "../api/types";
import { retakesOf, waitingOf } from "./asks";

const reading = (over: Partial<ReadingSummary>) =>
  ({ state: "rejected", state_since: "2026-05-01T00:00:00Z", is_paused: false, ...over }) as ReadingSummary;
const NOW = Date.parse("2026-05-02T00:00:00Z");

describe("what specialists ask of a clinic", () => {
  it("is a retake while it is fresh", () => {
    expect(retakesOf([reading({})], NOW)).toHaveLength(1);
    expect(retakesOf([reading({ state_since: "2026-04-01T00:00:00Z" })], NOW)).toHaveLength(0);
    expect(retakesOf([reading({ state: "signed" })], NOW)).toHaveLength(0);
  });

  it("is an answer while a reading is paused", () => {
    expect(waitingOf([reading({ state: "in_progress", is_paused: true }), reading({})])).toHaveLength(1);
  });
});
