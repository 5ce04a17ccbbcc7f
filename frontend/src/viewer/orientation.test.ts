import { expect, test } from "vitest";
import { markersOf } from "./orientation";

test("a chest seen from the front has the patient's right on the left", () => {
  expect(markersOf(["L", "F"])).toEqual({ left: "R", right: "L", top: "H", bottom: "F" });
});

test("oblique directions turn each letter", () => {
  expect(markersOf(["PF", "LA"])).toMatchObject({ left: "AH", top: "RP" });
});

test.each([[null], [[]], [["L"]], [["L", ""]], [["LE", "V"]], [["L", "X"]]])("%o says nothing for certain", (value) => {
  expect(markersOf(value)).toBeNull();
});
