import { expect, test } from "vitest";
import { lineRate } from "./rate";

test("how wide the line is shows after a while, and a pause does not count", () => {
  const rate = lineRate();
  rate.came(1000, 0);
  expect(rate.read()).toBeNull();
  rate.came(1000, 500);
  expect(rate.read()).toBe(2000);
  rate.paused();
  rate.came(1000, 60_000);
  expect(rate.read()).toBe(2000);
});
