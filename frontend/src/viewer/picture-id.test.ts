import { expect, test } from "vitest";
import { fromImageId, toImageId } from "./picture-id";

test.each([
  { instanceId: "a-b", frame: 1, curve: null, turn: { quarters: 0, isMirrored: false } },
  { instanceId: "a-b", frame: 12, curve: 2, turn: { quarters: 3, isMirrored: false } },
  { instanceId: "a-b", frame: 1, curve: null, turn: { quarters: 0, isMirrored: true } },
] as const)("%o comes back from its name", (picture) => {
  expect(fromImageId(toImageId(picture))).toEqual(picture);
});

test.each(["teleread:a", "teleread:a/1/-/4", "other:a/1/-", ""])("%s is no picture", (name) => {
  expect(fromImageId(name)).toBeNull();
});
