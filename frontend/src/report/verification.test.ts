import { describe, expect, it } from "vitest";
import { verdictOf } from "./verification";

const signed = {
  is_known: true,
  version: 1,
  is_current: true,
  signed_at: "2026-05-01T00:00:00Z",
  signature_valid: true,
  sha256: "00",
};

describe("the verdict on a printed report", () => {
  it.each([
    [signed, "valid"],
    [{ ...signed, is_current: false }, "superseded"],
    [{ ...signed, signature_valid: false }, "invalid"],
    [{ ...signed, is_current: false, signature_valid: false }, "invalid"],
    [
      { is_known: false, version: null, is_current: null, signed_at: null, signature_valid: null, sha256: null },
      "unknown",
    ],
  ] as const)("of %o is %s", (verification, verdict) => {
    expect(verdictOf(verification)).toBe(verdict);
  });
});
