import { describe, expect, it } from "vitest";
import type { ReadingSummary } from "../api/types";
import { waitingOf } from "./asks";

const reading = (over: Partial<ReadingSummary>) =>
  ({ state: "rejected", state_since: "2026-05-01T00:00:00Z", is_paused: false, ...over }) as ReadingSummary;

describe("what specialists ask of a clinic", () => {
  it("is an answer while a reading is paused", () => {
    expect(waitingOf([reading({ state: "in_progress", is_paused: true }), reading({})])).toHaveLength(1);
  });
});
