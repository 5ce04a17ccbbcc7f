import { describe, expect, it } from "vitest";
import { offered, signingOf } from "./deskActs";

describe("what the desk offers", () => {
  it("is what the server allows while this window holds the reading", () => {
    expect([...offered({ actions: ["release", "submit", "reject"] }, true)]).toEqual(["release", "submit", "reject"]);
  });

  it("leaves out what needs the hold when another window has it", () => {
    expect([...offered({ actions: ["start", "release", "submit", "sign", "return"] }, false)]).toEqual([
      "start",
      "release",
    ]);
  });
});

describe("the signature of this window", () => {
  it("is the author's while the server offers to submit", () => {
    expect(signingOf({ state: "in_progress" }, new Set(["submit"]))).toBe("submit");
  });

  it("is both when one signature is enough", () => {
    expect(signingOf({ state: "in_progress" }, new Set(["sign"]))).toBe("both");
  });

  it("is the reviewer's in review", () => {
    expect(signingOf({ state: "in_review" }, new Set(["sign", "return"]))).toBe("approve");
  });

  it("is none when the server offers none", () => {
    expect(signingOf({ state: "assigned" }, new Set(["start"]))).toBeNull();
  });
});
