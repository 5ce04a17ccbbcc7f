import { describe, expect, it } from "vitest";
import { countdownTo } from "./countdown";

const DUE = "2026-05-01T10:00:00Z";

describe("the countdown", () => {
  it("counts the minutes that are left", () => {
    expect(countdownTo(DUE, Date.parse("2026-05-01T09:47:10Z"))).toEqual({
      isOver: false,
      span: { unit: "minutes", minutes: 12 },
    });
  });

  it("counts on past the due time", () => {
    expect(countdownTo(DUE, Date.parse("2026-05-01T11:05:00Z"))).toEqual({
      isOver: true,
      span: { unit: "hours", hours: 1, minutes: 5 },
    });
  });
});
