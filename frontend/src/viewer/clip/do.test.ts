import { expect, test } from "vitest";
import { type Reader, type ReaderState, reader } from "../reader";
import { aDisplay } from "../testing";
import { doOnClip } from "./do";

async function aClip(frames: number): Promise<Reader> {
  const opened = reader({
    describe: () => undefined,
    load: () => Promise.resolve(),
    extentOf: () => null,
    show: (imageIds, index) => opened.drawn(imageIds[index]!),
    draw: () => undefined,
    onShown: () => undefined,
    nextTick: () => () => undefined,
  });
  opened.open("clip", aDisplay({ number_of_frames: frames, samples_per_pixel: 3, photometric: "RGB" }));
  await new Promise<void>((resolve) => setImmediate(resolve));
  return opened;
}

test("the frame that is on the screen becomes a mark, and the marks go again", async () => {
  const opened = await aClip(10);
  const after = (frame: number, action: "rangeStart" | "rangeEnd" | "rangeClear"): ReaderState["range"] => {
    opened.goTo(frame);
    expect(doOnClip(action, opened)).toBe(true);
    return opened.read().range;
  };
  expect(after(4, "rangeStart")).toEqual({ from: 4, to: 10 });
  expect(after(7, "rangeEnd")).toEqual({ from: 4, to: 7 });
  expect(after(1, "rangeClear")).toBeNull();
});

test("speed and direction change", async () => {
  const opened = await aClip(3);
  doOnClip("faster", opened);
  doOnClip("sweep", opened);
  expect(opened.read()).toMatchObject({ speed: 2, playback: "sweep" });
  doOnClip("slower", opened);
  doOnClip("sweep", opened);
  expect(opened.read()).toMatchObject({ speed: 1, playback: "loop" });
});

test("a picture that is no clip leaves them to others", async () => {
  expect(doOnClip("sweep", await aClip(1))).toBe(false);
  expect(doOnClip("invert", await aClip(3))).toBe(false);
});
