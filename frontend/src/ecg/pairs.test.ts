import { expect, test } from "vitest";
import {
  choose,
  chosenOf,
  MOST_PAIRS,
  NO_PAIRS,
  nudge,
  otherJaw,
  removeChosen,
  setDown,
  toggleKept,
  toggleMarch,
} from "./pairs";

const jaw = (sample: number) => ({ sample, microvolts: 0 });
const pair = (from: number, to: number) => ({ channel: 0, from: jaw(from), to: jaw(to) });
const signals = [{ microvolts: new Float32Array(1000), samplingFrequency: 500, skewS: 0 }];

test("a pair takes the place of the one before", () => {
  const pairs = setDown(setDown(NO_PAIRS, pair(0, 10)), pair(20, 40));
  expect(pairs.all.map(({ from }) => from.sample)).toEqual([20]);
  expect(chosenOf(pairs)?.id).toBe(2);
});

test("a pair that is kept stays beside the next", () => {
  const pairs = setDown(toggleKept(setDown(NO_PAIRS, pair(0, 10))), pair(20, 40));
  expect(pairs.all.map(({ from }) => from.sample)).toEqual([0, 20]);
});

test("pairs do not fill the paper", () => {
  let pairs = NO_PAIRS;
  for (let count = 0; count < 20; count += 1) pairs = toggleKept(setDown(pairs, pair(count, count + 10)));
  expect(pairs.all).toHaveLength(MOST_PAIRS);
});

test("the keys move the chosen jaw of the chosen pair", () => {
  const two = setDown(toggleKept(setDown(NO_PAIRS, pair(0, 10))), pair(20, 40));
  expect(chosenOf(nudge(two, { sample: 1 }, false, signals))?.to.sample).toBe(41);
  expect(chosenOf(nudge(otherJaw(two), { sample: -1 }, false, signals))?.from.sample).toBe(19);
  const first = nudge(choose(two, 1, "to"), { sample: 5 }, true, signals);
  expect(first.all.map(({ from, to }) => [from.sample, to.sample])).toEqual([
    [5, 15],
    [20, 40],
  ]);
});

test("one that is removed leaves the other chosen", () => {
  const two = setDown(toggleKept(setDown(NO_PAIRS, pair(0, 10))), pair(20, 40));
  const one = removeChosen(two);
  expect(one.all).toHaveLength(1);
  expect(chosenOf(one)?.id).toBe(1);
  expect(removeChosen(one)).toMatchObject({ all: [], chosen: null });
});

test("marching is the chosen pair's, on and off", () => {
  const pairs = toggleMarch(setDown(NO_PAIRS, pair(0, 400)));
  expect(chosenOf(pairs)?.isMarching).toBe(true);
  expect(chosenOf(toggleMarch(pairs))?.isMarching).toBe(false);
});

test("with nothing chosen nothing happens", () => {
  for (const act of [toggleKept, toggleMarch, removeChosen]) expect(act(NO_PAIRS)).toEqual(NO_PAIRS);
});
