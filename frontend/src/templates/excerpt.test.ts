import { expect, test } from "vitest";
import { around } from "./excerpt";

test("a place is shown with the words around it, and no character is cut in two", () => {
  expect(around("右膝骨折", 0, 1)).toEqual({ before: "", after: "膝骨折" });
  const long = "𠅤".repeat(20);
  expect(around(`${long}右${long}`, 40, 41)).toEqual({ before: `…${"𠅤".repeat(16)}`, after: `${"𠅤".repeat(16)}…` });
});
