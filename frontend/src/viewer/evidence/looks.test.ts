import { expect, test } from "vitest";
import { FIRST_LOOK } from "../look";
import { looks } from "./looks";

test("each picture is as it was left", () => {
  const kept = looks();
  const framing = { scale: 2, middle: { x: 1, y: 1 } };
  kept.keep("a", { look: FIRST_LOOK, framing });
  kept.keep("b", { look: { ...FIRST_LOOK, isInverted: true } });
  expect(kept.recall("a")).toEqual({ look: FIRST_LOOK, framing });
  expect(kept.recall("b")).toEqual({ look: { ...FIRST_LOOK, isInverted: true }, framing: null });
  expect(kept.recall("c")).toBeNull();
});
