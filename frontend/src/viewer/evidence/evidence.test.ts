import { expect, test } from "vitest";
import { UPRIGHT } from "../geometry";
import type { Measurement } from "../measurement";
import { EVIDENCE, fromServer, isSameEvidence, NO_EVIDENCE, onInstances, savedLook, toServer } from "./evidence";

const length: Measurement = {
  id: 3,
  instanceId: "a",
  frame: 2,
  kind: "length",
  points: [
    { x: 1.23456, y: 2 },
    { x: 3, y: 4 },
  ],
  text: "右肺门",
  mm: null,
};
const key = { instanceId: "b", frame: 1, note: "气胸", look: null };
const evidence = { marks: [length], keyImages: [key] };

test("what was sent and comes back is the same", () => {
  const back = fromServer(toServer(evidence));
  expect(back.marks[0]!.points[0]).toEqual({ x: 1.235, y: 2 });
  expect(isSameEvidence(back, evidence)).toBe(true);
  expect(isSameEvidence(back, { ...evidence, keyImages: [{ ...key, note: "" }] })).toBe(false);
});

test("a copy in which all was removed is worth bringing back", () => {
  expect(EVIDENCE.isBlank(NO_EVIDENCE)).toBe(false);
  expect(EVIDENCE.isWhole({ marks: [] })).toBe(false);
  expect(EVIDENCE.isWhole(NO_EVIDENCE)).toBe(true);
});

test("what lies on other pictures is not this report's", () => {
  expect(onInstances(evidence, new Set(["b"]))).toEqual({ marks: [], keyImages: [key] });
});

test("a key image lies as it lay before the reader; under a curve no window of stored values is said", () => {
  const look = {
    preset: 0,
    window: { center: 40, width: 400, function: "LINEAR" as const, explanation: "chest" },
    isInverted: true,
    turn: { ...UPRIGHT, quarters: 1 as const },
  };
  expect(savedLook(look, false)).toEqual({
    window: { center: 40, width: 400, function: "LINEAR" },
    is_inverted: true,
    quarters: 1,
    is_mirrored: false,
  });
  expect(savedLook(look, true).window).toBeNull();
});
