import { expect, test } from "vitest";
import { marks } from "./marks";
import { knownLengthOf, type Measurement } from "./measurement";

const drawn = (part: Partial<Measurement> = {}): Omit<Measurement, "id"> => ({
  instanceId: "a",
  frame: 1,
  kind: "length",
  points: [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
  ],
  text: "",
  mm: null,
  ...part,
});
const moved = (x: number) => ({
  points: [
    { x, y: 0 },
    { x: 10, y: 0 },
  ],
});

test("what was drawn is there until it is removed, and comes back in its place", () => {
  const kept = marks();
  const first = kept.add(drawn());
  const second = kept.add(drawn({ kind: "angle" }));
  kept.remove(first);
  expect(kept.read().map((one) => one.id)).toEqual([second]);
  kept.undo("a");
  expect(kept.read().map((one) => one.id)).toEqual([first, second]);
  kept.undo("a");
  kept.undo("a");
  kept.undo("a");
  expect(kept.read()).toEqual([]);
  expect(kept.canUndo("a")).toBe(false);
});

test("a drag is taken back whole, two drags one after the other", () => {
  const kept = marks();
  const id = kept.add(drawn());
  const [one, other] = [{}, {}];
  for (const x of [1, 2, 3]) kept.change(id, moved(x), one);
  for (const x of [4, 5]) kept.change(id, moved(x), other);
  kept.undo("a");
  expect(kept.read()[0]!.points[0]!.x).toBe(3);
  kept.undo("a");
  expect(kept.read()[0]!.points[0]!.x).toBe(0);
});

test("undo takes back what was done on this Instance only", () => {
  const kept = marks();
  kept.add(drawn());
  kept.add(drawn({ instanceId: "b" }));
  kept.undo("a");
  expect(kept.read().map((one) => one.instanceId)).toEqual(["b"]);
});

test("measurements are plain JSON", () => {
  const kept = marks();
  kept.add(drawn({ kind: "arrow", text: "结节" }));
  expect(JSON.parse(JSON.stringify(kept.read()))).toEqual(kept.read());
});

test("the last calibration of an Instance counts, for it alone", () => {
  const kept = marks();
  kept.add(drawn({ kind: "calibration", mm: 10 }));
  const last = kept.add(drawn({ kind: "calibration", mm: 25 }));
  expect(knownLengthOf(kept.read(), "a")?.mm).toBe(25);
  expect(knownLengthOf(kept.read(), "b")).toBeNull();
  kept.remove(last);
  expect(knownLengthOf(kept.read(), "a")?.mm).toBe(10);
});

test("whoever listens hears of every change", () => {
  const kept = marks();
  let heard = 0;
  const stop = kept.subscribe(() => (heard += 1));
  kept.remove(kept.add(drawn()));
  stop();
  kept.add(drawn());
  expect(heard).toBe(2);
});

test("what was taken back is done again, each Instance for itself", () => {
  const kept = marks();
  const id = kept.add(drawn());
  kept.add(drawn({ instanceId: "b" }));
  kept.change(id, moved(3));
  kept.undo("a");
  kept.undo("a");
  expect(kept.read().map((one) => one.instanceId)).toEqual(["b"]);
  kept.redo("a");
  kept.redo("a");
  expect(kept.read().map((one) => one.points[0]!.x)).toEqual([3, 0]);
  expect(kept.canRedo("a")).toBe(false);
  kept.undo("a");
  expect(kept.read()[0]!.points[0]!.x).toBe(0);
});

test("what is done anew on an Instance ends what could be done again there, and only there", () => {
  const kept = marks();
  kept.add(drawn());
  kept.add(drawn({ instanceId: "b" }));
  kept.undo("a");
  kept.undo("b");
  kept.add(drawn());
  expect(kept.canRedo("a")).toBe(false);
  expect(kept.canRedo("b")).toBe(true);
});

test("what is fixed is shown and not changed, and what was drawn beside it stays when it comes anew", () => {
  const kept = marks();
  kept.add(drawn({ text: "mine" }));
  kept.show([{ ...drawn({ text: "saved" }), id: 1 }]);
  const [saved, mine] = kept.read();
  expect([saved!.text, mine!.text]).toEqual(["saved", "mine"]);
  expect(saved!.id).not.toBe(mine!.id);
  kept.change(saved!.id, moved(5));
  kept.remove(saved!.id);
  kept.remove(mine!.id);
  expect(kept.read()).toEqual([saved]);
  kept.setFixed(false);
  kept.remove(saved!.id);
  expect(kept.read()).toEqual([]);
});

test("what was loaded is not taken back, and new ones are numbered after it", () => {
  const kept = marks();
  kept.load([{ ...drawn(), id: 7 }]);
  expect(kept.canUndo("a")).toBe(false);
  expect(kept.add(drawn())).toBe(8);
  kept.setFixed(true);
  expect(kept.canUndo("a")).toBe(false);
  expect(kept.read().every((one) => kept.isFixed(one.id))).toBe(true);
});
