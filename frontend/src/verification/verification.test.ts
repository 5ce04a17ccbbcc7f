import { describe, expect, it } from "vitest";
import { compared, sealWord, verdictOf } from "./verification";

const signed = {
  is_known: true,
  version: 1,
  is_current: true,
  standing: "current",
  signed_at: "2026-05-01T00:00:00Z",
  signature_valid: true,
  sha256: "00",
  seal: "B-T",
} as const;

describe("the verdict on a printed report", () => {
  it.each([
    [signed, "valid"],
    [{ ...signed, is_current: false, standing: "superseded" }, "superseded"],
    [{ ...signed, is_current: false, standing: "recalled" }, "recalled"],
    [{ ...signed, signature_valid: false }, "invalid"],
    [{ ...signed, is_current: false, standing: "recalled", signature_valid: false }, "invalid"],
    [
      { is_known: false, version: null, is_current: null, signed_at: null, signature_valid: null, sha256: null },
      "unknown",
    ],
  ] as const)("of %o is %s", (verification, verdict) => {
    expect(verdictOf(verification)).toBe(verdict);
  });
});

describe("a file beside the one that was issued", () => {
  it("is the same whatever the case of its fingerprint", () => {
    expect(compared("AB01", "ab01")).toBe("same");
    expect(compared("ab02", "ab01")).toBe("different");
  });
});

describe("the hospital's seal", () => {
  it.each([
    ["B-T", "timed"],
    ["B-B", "untimed"],
    ["none", "none"],
    [null, null],
    [undefined, null],
  ] as const)("of level %s is %s", (level, word) => {
    expect(sealWord(level)).toBe(word);
  });
});
