import { describe, expect, it } from "vitest";
import { Problem } from "../api/problem";
import { factorOf, isFactorRefused, lockedForMs } from "./factor";

describe("a second factor", () => {
  it("is a password as it was typed, spaces and all", () => {
    expect(factorOf("password", " a b ")).toEqual({ password: " a b " });
    expect(factorOf("password", "")).toBeNull();
  });

  it("is a code of six digits, however they are grouped", () => {
    expect(factorOf("totp", "123 456")).toEqual({ totp: "123456" });
    for (const typed of ["", "12345", "1234567", "12345a"]) expect(factorOf("totp", typed)).toBeNull();
  });

  it("tells what was refused: the person or the report", () => {
    expect(isFactorRefused(new Problem(403, { code: "second_factor_wrong" }))).toBe(true);
    expect(isFactorRefused(new Problem(409, { code: "lease_lost" }))).toBe(false);
    expect(isFactorRefused(new Error("other"))).toBe(false);
  });

  it("says how long to wait after too many wrong tries", () => {
    expect(lockedForMs(new Problem(429, { code: "login_locked", retry_after_s: 60 }))).toBe(60_000);
    expect(lockedForMs(new Problem(403, { code: "second_factor_wrong" }))).toBeNull();
    expect(lockedForMs(null)).toBeNull();
  });
});
