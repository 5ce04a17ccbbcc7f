import { expect, test } from "vitest";
import { oneAtATime } from "./latest";
import { stacks } from "./stack";

const drawing = { range: null, isInverted: false };
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

function aViewport() {
  const done: string[] = [];
  const waiting: (() => Promise<void>)[] = [];
  const show = stacks({
    setStack: (imageIds, index) =>
      new Promise<void>((resolve) => {
        done.push(`set ${imageIds[index]}`);
        waiting.push(() => (resolve(), settle()));
      }),
    turnTo: (index) => done.push(`turn ${index}`),
    draw: () => done.push("draw"),
  });
  return { done, show, arrive: () => waiting.shift()!() };
}

test("a stack is set once, then its pictures are turned to", async () => {
  const { done, show, arrive } = aViewport();
  const clip = ["a1", "a2"];
  show({ imageIds: clip, index: 0, drawing });
  await arrive();
  show({ imageIds: clip, index: 1, drawing });
  expect(done).toEqual(["set a1", "draw", "turn 1"]);
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
