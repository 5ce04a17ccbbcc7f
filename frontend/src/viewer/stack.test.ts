import { expect, test } from "vitest";
import { oneAtATime } from "./latest";
import { stacks } from "./stack";

const drawing = { range: null, isInverted: false };
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

function aViewport() {
  const done: string[] = [];
  const waiting: (() => Promise<void>)[] = [];
  const better = new Set<string>();
  const show = stacks({
    setStack: (imageIds, index) =>
      new Promise<void>((resolve) => {
        done.push(`set ${imageIds[index]}`);
        waiting.push(() => (resolve(), settle()));
      }),
    turnTo: (index) => Promise.resolve(done.push(`turn ${index}`)),
    renew: (imageId) => better.delete(imageId),
    draw: (_, framing) => done.push(framing === null ? "draw" : `draw at ${framing.scale}`),
    redraw: ({ range }) => done.push(range === null ? "redraw" : `redraw ${range.lower}`),
  });
  return { done, show, better, arrive: () => waiting.shift()!() };
}

test("a stack is set once, then its pictures are turned to", async () => {
  const { done, show, arrive } = aViewport();
  const clip = ["a1", "a2"];
  show({ imageIds: clip, index: 0, drawing });
  await arrive();
  show({ imageIds: clip, index: 1, drawing });
  expect(done).toEqual(["set a1", "draw", "turn 1"]);
});

test("a better picture takes the place of the one on the screen, which keeps where it lies", async () => {
  const { done, show, better, arrive } = aViewport();
  const one = ["a1"];
  show({ imageIds: one, index: 0, drawing: { range: { lower: 0, upper: 255 }, isInverted: false } });
  await arrive();
  better.add("a1");
  show({ imageIds: one, index: 0, drawing: { range: { lower: 40, upper: 80 }, isInverted: false } });
  await settle();
  expect(done).toEqual(["set a1", "draw", "turn 0", "redraw 40"]);
});

test("a clip of previews and whole frames changes how it draws only between the two", async () => {
  const { done, show, arrive } = aViewport();
  const clip = ["a1", "a2", "a3"];
  const [preview, whole] = [0, 40].map((lower) => ({ range: { lower, upper: 255 }, isInverted: false }));
  show({ imageIds: clip, index: 0, drawing: preview! });
  await arrive();
  show({ imageIds: clip, index: 1, drawing: preview! });
  await settle();
  show({ imageIds: clip, index: 2, drawing: whole! });
  await settle();
  expect(done).toEqual(["set a1", "draw", "turn 1", "turn 2", "redraw 40"]);
});

test("a stack that is laid anew is framed as it was left, and stays so when its pictures are turned to", async () => {
  const { done, show, arrive } = aViewport();
  const clip = ["a1", "a2"];
  const framing = { scale: 3, middle: { x: 1, y: 2 } };
  show({ imageIds: clip, index: 0, drawing, framing });
  await arrive();
  show({ imageIds: clip, index: 1, drawing });
  expect(done).toEqual(["set a1", "draw at 3", "turn 1"]);
});

test("a picture of a stack that is not there yet waits for it", async () => {
  const { done, show, arrive } = aViewport();
  const [one, two] = [["a1"], ["b1", "b2", "b3"]];
  show({ imageIds: one, index: 0, drawing });
  show({ imageIds: two, index: 0, drawing });
  show({ imageIds: two, index: 2, drawing });
  expect(done).toEqual(["set a1"]);
  await arrive();
  expect(done).toEqual(["set a1", "draw", "set b3"]);
});

test("a picture asked for while its own stack arrives comes after it", async () => {
  const { done, show, arrive } = aViewport();
  const clip = ["a1", "a2"];
  show({ imageIds: clip, index: 0, drawing });
  show({ imageIds: clip, index: 1, drawing });
  await arrive();
  expect(done).toEqual(["set a1", "draw", "turn 1"]);
});

test("of the jobs that came while one ran only the last is done, also after one that failed", async () => {
  const done: number[] = [];
  const fail: (() => void)[] = [];
  const run = oneAtATime((job: number) => {
    done.push(job);
    return job === 1 ? new Promise<void>((_, reject) => fail.push(() => reject(new Error("gone")))) : Promise.resolve();
  });
  run(1);
  run(2);
  run(3);
  fail[0]!();
  await settle();
  expect(done).toEqual([1, 3]);
});
