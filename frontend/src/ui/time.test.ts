import { describe, expect, it } from "vitest";
import { dateText, spanOf } from "./time";

describe("a length of time", () => {
  it.each([
    [0, { unit: "seconds", seconds: 0 }],
    [59_999, { unit: "seconds", seconds: 59 }],
    [119_000, { unit: "minutes", minutes: 1 }],
    [3_600_000, { unit: "hours", hours: 1, minutes: 0 }],
    [-5_400_000, { unit: "hours", hours: 1, minutes: 30 }],
    [90_000_000, { unit: "days", days: 1, hours: 1 }],
  ])("of %i ms is %o", (milliseconds, span) => {
    expect(spanOf(milliseconds)).toEqual(span);
  });
});

describe("a date", () => {
  it("of DICOM gets its dashes", () => {
    expect(dateText("20260131")).toBe("2026-01-31");
  });

  it("that is none stays as it came", () => {
    expect(dateText("2026-01-31")).toBe("2026-01-31");
    expect(dateText("")).toBe("");
  });
});
