import { describe, expect, it } from "vitest";
import { asksForCorrection, needsWords, verdictsOf } from "./queries";

describe("what is said of a second opinion", () => {
  it("is one thing of an opinion and another of an arbitration", () => {
    expect(verdictsOf("blinded")).toEqual(verdictsOf("invited"));
    expect(verdictsOf("arbitration").filter((verdict) => verdictsOf("invited").includes(verdict))).toEqual([]);
  });

  it("is explained where somebody has to act", () => {
    expect(verdictsOf("invited").filter(needsWords)).toEqual(["disagrees"]);
    expect(verdictsOf("arbitration").filter(needsWords)).toEqual(["second_stands", "neither"]);
  });

  it("asks for a correction only once a third reader says so", () => {
    const said = (verdict: "disagrees" | "first_stands" | "neither") => ({
      compared: { verdict, comment: "", said_at: "2026-03-02T08:00:00Z" },
    });
    expect(asksForCorrection([said("disagrees"), { compared: null }, said("first_stands")])).toBe(false);
    expect(asksForCorrection([said("neither")])).toBe(true);
  });
});
