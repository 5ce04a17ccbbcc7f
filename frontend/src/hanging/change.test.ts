import { expect, test } from "vitest";
import { filled, laidOut, moved, NEW_RULE, partsOf } from "./change";

test("another layout keeps what its panes had", () => {
  const four = laidOut(NEW_RULE, "2x2");
  expect(four.fills).toEqual([...NEW_RULE.fills, null, null]);
  expect(laidOut(four, "1x1").fills).toEqual([NEW_RULE.fills[0]]);
  expect(filled(four, 3, NEW_RULE.fills[1]!).fills[3]).toEqual(NEW_RULE.fills[1]);
});

test("a rule moves within the list and not out of it", () => {
  expect(moved(["a", "b"], 0, 1)).toEqual(["b", "a"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
});

test("body parts are typed with commas of either kind", () => {
  expect(partsOf("CHEST，胸、 THORAX,")).toEqual(["CHEST", "胸", "THORAX"]);
});
