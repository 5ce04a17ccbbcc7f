import { describe, expect, test } from "vitest";
import { isVisible, orderFrom, player, type Stage } from "./player";
import { toImageId } from "./picture-id";

interface Pending {
  imageId: string;
  signal: AbortSignal;
  arrive: () => Promise<void>;
  fail: () => Promise<void>;
}

/** A server whose answers come when the test says so, and a screen that draws when it is told to. */
function aStage() {
  const pending: Pending[] = [];
  const put: string[] = [];
  const stages: Stage[] = [];
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const played = player({
    load: (imageId, signal) =>
      new Promise<void>((resolve, reject) => {
        pending.push({
          imageId,
          signal,
          arrive: () => (resolve(), settle()),
          fail: () => (reject(new Error("gone")), settle()),
        });
      }),
    put: (imageIds, index) => put.push(imageIds[index]!),
    onChange: (stage) => stages.push(stage),
  });
  const request = (imageId: string) => pending.findLast((one) => one.imageId === imageId)!;
  return { played, put, request, settle, stage: () => stages.at(-1)!, pending };
}

const image = (instanceId: string, frame = 1) => toImageId({ instanceId, frame, curve: null });
const open = (instanceId: string, frames = 1) => ({ instanceId, frames, curve: null });

describe("switching quickly", () => {
  test("an answer for the picture before never reaches the screen", async () => {
    const { played, put, request } = aStage();
    played.open(open("a"));
    played.open(open("b"));
    await request(image("b")).arrive();
    await request(image("a")).arrive();
    expect(put).toEqual([image("b")]);
  });

  test("what is still under way for the picture before is cancelled", () => {
    const { played, request } = aStage();
    played.open(open("a"));
    played.open(open("b"));
    expect(request(image("a")).signal.aborted).toBe(true);
    expect(request(image("b")).signal.aborted).toBe(false);
  });

  test("the old picture is hidden at once, and stays so when the screen repaints it", async () => {
    const { played, request, stage } = aStage();
    played.open(open("a"));
    await request(image("a")).arrive();
    played.drawn(image("a"));
    expect(isVisible(stage())).toBe(true);

    played.open(open("b"));
    expect(isVisible(stage())).toBe(false);
    played.drawn(image("a"));
    expect(isVisible(stage())).toBe(false);
    expect(stage().shown).toBeNull();
  });

  test("the label is of what was drawn, not of what was asked for", async () => {
    const { played, request, stage } = aStage();
    played.open(open("clip", 3));
    await request(image("clip", 1)).arrive();
    played.drawn(image("clip", 1));
    played.goTo(2);
    expect(stage().frame).toBe(2);
    expect(stage().shown).toEqual({ instanceId: "clip", frame: 1, grade: "full" });
  });

  test("a picture drawn with another curve is not this one", async () => {
    const { played, request, stage } = aStage();
    played.open({ instanceId: "a", frames: 1, curve: 0 });
    await request(toImageId({ instanceId: "a", frame: 1, curve: 0 })).arrive();
    played.drawn(image("a"));
    expect(isVisible(stage())).toBe(false);
  });

  test("back and forth ends with the last that was asked", async () => {
    const { played, put, request, pending } = aStage();
    for (const name of ["a", "b", "a"]) played.open(open(name));
    await pending[0]!.arrive();
    await request(image("b")).arrive();
    expect(put).toEqual([]);
    await request(image("a")).arrive();
    expect(put).toEqual([image("a")]);
  });
});

describe("a frame that fails", () => {
  test("is said to have failed, and hides the picture before it", async () => {
    const { played, request, stage } = aStage();
    played.open(open("clip", 2));
    await request(image("clip", 1)).arrive();
    played.drawn(image("clip", 1));
    await request(image("clip", 2)).fail();
    expect(isVisible(stage())).toBe(true);
    played.goTo(2);
    expect(isVisible(stage())).toBe(false);
  });

  test("says why", async () => {
    const { played, request, stage } = aStage();
    played.open(open("clip", 2));
    await request(image("clip", 2)).fail();
    expect(stage().failed.get(2)).toBeInstanceOf(Error);
    expect(stage().failed.has(1)).toBe(false);
  });

  test("is asked for again by retry, the others are not", async () => {
    const { played, put, pending, request, stage } = aStage();
    played.open(open("clip", 2));
    await request(image("clip", 1)).arrive();
    await request(image("clip", 2)).fail();
    played.goTo(2);
    played.retry();
    expect(pending.map((one) => one.imageId)).toEqual([image("clip", 1), image("clip", 2), image("clip", 2)]);
    await request(image("clip", 2)).arrive();
    expect(put.at(-1)).toBe(image("clip", 2));
    expect(stage().failed.size).toBe(0);
  });
});

test("frames are fetched from the asked one on, around the end", () => {
  expect(orderFrom(3, 4)).toEqual([3, 4, 1, 2]);
});
