import { expect, test } from "vitest";
import { percentOf, secondsLeft, sizeText } from "./progress";

test("how much has come, in the words of the page", () => {
  expect(percentOf({ received: 1_050_000, size: 4_200_000 })).toBe(25);
  expect(percentOf({ received: 10, size: 0 })).toBe(0);
  expect(sizeText(80_400)).toBe("80 KB");
  expect(sizeText(4_382_548)).toBe("4.4 MB");
});

test("how long the rest takes is not said before the line is known", () => {
  expect(secondsLeft({ received: 1_000_000, size: 4_000_000 }, 250_000)).toBe(12);
  expect(secondsLeft({ received: 3_999_999, size: 4_000_000 }, 250_000)).toBe(1);
  expect(secondsLeft({ received: 1_000_000, size: 4_000_000 }, null)).toBeNull();
});
