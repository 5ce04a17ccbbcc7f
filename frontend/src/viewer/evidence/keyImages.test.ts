import { expect, test } from "vitest";
import { keyImages } from "./keyImages";

test("a frame is chosen, noted and no longer chosen", () => {
  const kept = keyImages();
  kept.setFixed(false);
  kept.toggle("a", 1, null);
  kept.toggle("a", 2, null);
  kept.note("a", 2, "气胸");
  expect(kept.read().map(({ frame, note }) => [frame, note])).toEqual([
    [1, ""],
    [2, "气胸"],
  ]);
  kept.toggle("a", 1, null);
  expect(kept.read().map(({ frame }) => frame)).toEqual([2]);
});

test("nothing is chosen where nothing may be changed", () => {
  const kept = keyImages();
  kept.load([{ instanceId: "a", frame: 1, note: "", look: null }], true);
  expect(kept.toggle("a", 1, null)).toBe(false);
  kept.note("a", 1, "x");
  expect(kept.read()).toEqual([{ instanceId: "a", frame: 1, note: "", look: null }]);
});
