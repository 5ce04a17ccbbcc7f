import { describe, expect, test } from "vitest";
import type { InstanceDisplay } from "./display";
import type { Framing, Kept } from "./evidence/looks";
import { flippedAcross, turned, UPRIGHT } from "./geometry";
import type { Drawing } from "./look";
import { reader } from "./reader";
import { toImageId } from "./picture-id";
import { aDisplay } from "./testing";

/** A reader whose frames all come at once and whose screen draws what it is told in the next moment. */
function aReader() {
  const shown: { imageId: string; drawing: Drawing; framing: Framing | null }[] = [];
  const drawings: Drawing[] = [];
  const reported: string[] = [];
  const ticks: ((now: number) => void)[] = [];
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const opened = reader({
    describe: () => undefined,
    load: () => Promise.resolve(),
    extentOf: () => ({ min: 100, max: 1100, valueAt: (share) => 100 + 1000 * share }),
    show: (imageIds, index, drawing, framing) => {
      shown.push({ imageId: imageIds[index]!, drawing, framing });
      opened.drawn(imageIds[index]!);
    },
    draw: (drawing) => drawings.push(drawing),
    onShown: (instanceId) => reported.push(instanceId),
    nextTick: (tick) => {
      ticks.push(tick);
      return () => ticks.splice(ticks.indexOf(tick), 1);
    },
  });
  const open = async (instanceId: string, part: Partial<InstanceDisplay> = {}, kept: Kept | null = null) => {
    opened.open(instanceId, aDisplay(part), kept);
    await settle();
    await settle();
  };
  const tick = (now: number) => ticks.shift()?.(now);
  return { opened, open, shown, drawings, reported, tick, settle };
}

const deep = { bits_allocated: 16, bits_stored: 12, high_bit: 11 };
const clip: Partial<InstanceDisplay> = {
  number_of_frames: 4,
  frame_times_ms: [0, 10, 10, 10],
  samples_per_pixel: 3,
  photometric: "RGB",
};

describe("an image", () => {
  test("opens with the file's first window and is reported as shown", async () => {
    const { open, shown, reported } = aReader();
    await open("a", { ...deep, voi_windows: [{ center: 500, width: 401, function: "LINEAR" }] });
    expect(shown[0]!.drawing.range).toEqual({ lower: 299.5, upper: 699.5 });
    expect(reported).toEqual(["a"]);
  });

  test("without a window opens with what is in it", async () => {
    const { open, shown } = aReader();
    await open("a", deep);
    expect(shown[0]!.drawing.range).toEqual({ lower: 100, upper: 1100 });
  });

  test("is dragged, inverted and put back", async () => {
    const { opened, open, drawings } = aReader();
    await open("a", deep);
    opened.drag({ x: 100, y: 0 });
    expect(opened.read().look.window).toMatchObject({ width: 1101, center: 600.5 });
    opened.invert();
    expect(drawings.at(-1)!.isInverted).toBe(true);
    opened.resetLook();
    expect(drawings.at(-1)).toEqual({ range: { lower: 100, upper: 1100 }, isInverted: false });
  });

  test("opens again as it was left, and turned then it fills its room anew", async () => {
    const { opened, open, shown, drawings, settle } = aReader();
    await open("a", deep);
    opened.drag({ x: 100, y: 0 });
    opened.turn((turn) => turned(turn, 1));
    const framing = { scale: 2, middle: { x: 5, y: 6 } };
    const { look } = opened.read();
    await open("b", deep);
    expect(opened.read().look.turn).toEqual(UPRIGHT);
    await open("a", deep, { look, framing });
    expect(opened.read().look).toEqual(look);
    expect(shown.at(-1)).toMatchObject({ framing, imageId: expect.stringMatching(/^teleread:a\/1\/-\/1$/) });
    opened.drag({ x: 100, y: 0 });
    expect(drawings.at(-1)!.range).toEqual({ lower: 0, upper: 1200 });
    opened.turn((turn) => turned(turn, 1));
    await settle();
    expect(shown.at(-1)!.framing).toBeNull();
  });

  test("another preset of the same pixels is drawn at once, a curve is loaded first", async () => {
    const { opened, open, shown, drawings, settle } = aReader();
    await open("a", {
      ...deep,
      voi_windows: [
        { center: 500, width: 401, function: "LINEAR" },
        { center: 900, width: 101, function: "LINEAR" },
      ],
      voi_luts: [{ first_value: 0, bits: 8, data: [0, 255] }],
    });
    opened.choosePreset(1);
    expect(drawings.at(-1)!.range).toEqual({ lower: 849.5, upper: 949.5 });
    opened.choosePreset(2);
    expect(opened.read().isVisible).toBe(false);
    await settle();
    expect(shown.at(-1)!.imageId).toBe(toImageId({ instanceId: "a", frame: 1, curve: 2 }));
    expect(shown.at(-1)!.drawing.range).toEqual({ lower: 0, upper: 65535 });
  });

  test("the next one starts as its own file says", async () => {
    const { opened, open } = aReader();
    await open("a", deep);
    opened.invert();
    await open("b", deep);
    expect(opened.read().look).toMatchObject({ isInverted: false, preset: 0 });
  });
});

describe("a clip", () => {
  test("is not shown by its first frame, but once it played through", async () => {
    const { opened, open, reported, tick } = aReader();
    await open("clip", clip);
    expect(reported).toEqual([]);
    opened.play(true);
    for (const now of [1000, 1012, 1025, 1039, 1045]) tick(now);
    expect(reported).toEqual(["clip"]);
  });

  test("plays at its frame time and stops where it is", async () => {
    const { opened, open, tick } = aReader();
    await open("clip", clip);
    opened.play(true);
    tick(5000);
    tick(5025);
    expect(opened.read().stage!.frame).toBe(3);
    opened.play(false);
    tick(5100);
    expect(opened.read().stage!.frame).toBe(3);
  });

  test("stepping stops the play and goes around the end", async () => {
    const { opened, open } = aReader();
    await open("clip", clip);
    opened.play(true);
    opened.step(-1);
    expect(opened.read()).toMatchObject({ isPlaying: false, stage: { frame: 4 } });
  });

  test("plays a part over and over, which shows only that part", async () => {
    const { opened, open, reported, tick } = aReader();
    await open("clip", clip);
    opened.setRange({ from: 2, to: 3 });
    opened.play(true);
    const frames = [1000, 1011, 1021, 1031, 1041].map((now) => {
      tick(now);
      return opened.read().stage!.frame;
    });
    expect(frames).toEqual([2, 3, 2, 3, 2]);
    expect(reported).toEqual([]);
  });

  test("plays forth and back where it is asked to", async () => {
    const { opened, open, tick } = aReader();
    await open("clip", clip);
    opened.setPlayback("sweep");
    opened.play(true);
    const frames = [0, 10, 20, 30, 40, 50, 60].map((now) => {
      tick(now);
      return opened.read().stage!.frame;
    });
    expect(frames).toEqual([1, 2, 3, 4, 3, 2, 1]);
  });

  test("goes on from the frame that is there when its speed changes", async () => {
    const { opened, open, tick } = aReader();
    await open("clip", clip);
    opened.play(true);
    tick(0);
    tick(10);
    opened.setSpeed(0.25);
    for (const now of [20, 59]) tick(now);
    expect(opened.read().stage!.frame).toBe(2);
    tick(60);
    expect(opened.read().stage!.frame).toBe(3);
  });

  test("does not go on playing under the next picture", async () => {
    const { opened, open, tick } = aReader();
    await open("clip", clip);
    opened.play(true);
    await open("a", deep);
    tick(9000);
    expect(opened.read()).toMatchObject({ isPlaying: false, stage: { instanceId: "a", frame: 1 } });
  });
});

describe("turning", () => {
  test("lays the pixels out anew, keeps the window and says so", async () => {
    const { opened, open, shown, settle } = aReader();
    await open("a", deep);
    opened.drag({ x: 50, y: 0 });
    const { window } = opened.read().look;
    opened.turn((turn) => turned(turn, 1));
    await settle();
    expect(shown.at(-1)!.imageId).toBe(
      toImageId({ instanceId: "a", frame: 1, curve: null, turn: { quarters: 1, isMirrored: false } }),
    );
    expect(opened.read().look.window).toEqual(window);
  });

  test("ends with a reset, for colour too, and with the next picture", async () => {
    const { opened, open, shown, settle } = aReader();
    await open("a", { samples_per_pixel: 3, photometric: "RGB" });
    opened.turn(flippedAcross);
    await settle();
    expect(opened.read().look.turn.isMirrored).toBe(true);
    opened.resetLook();
    await settle();
    expect(shown.at(-1)!.imageId).toBe(toImageId({ instanceId: "a", frame: 1, curve: null }));
    opened.turn(flippedAcross);
    await open("b", deep);
    expect(opened.read().look.turn).toEqual(UPRIGHT);
  });
});

test("a window over a region is drawn from its least to its greatest value", async () => {
  const { opened, open, drawings } = aReader();
  await open("a", { ...deep, rescale_slope: 2, rescale_intercept: -100 });
  opened.windowOver({ lower: 300, upper: 500 });
  expect(drawings.at(-1)!.range).toEqual({ lower: 200, upper: 300 });
});
