import { expect, it } from "vitest";
import { AGAIN_MS, patiently } from "./patiently";

it("asks again until the part is there", async () => {
  const waited: number[] = [];
  let asked = 0;
  const part = await patiently(
    async () => {
      asked += 1;
      if (asked < 3) throw new TypeError("Failed to fetch dynamically imported module");
      return "the part";
    },
    async (milliseconds) => {
      waited.push(milliseconds);
    },
  );
  expect(part).toBe("the part");
  expect(waited).toEqual([AGAIN_MS, AGAIN_MS]);
});
