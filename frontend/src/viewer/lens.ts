import { inverse, place, type Affine, type Point } from "./geometry";
import type { Samples } from "./loader";
import type { Drawing } from "./look";

export interface LensView {
  /** From the picture as it is drawn to CSS pixels. */
  view: Affine;
  /** The middle of the lens, in CSS pixels. */
  at: Point;
  /** How much larger than on the screen. */
  factor: number;
  /** Device pixels of the lens along a side, and of the screen to one CSS pixel. */
  side: number;
  dots: number;
}

/** What the lens shows: the picture's own samples, drawn as the screen draws them, black beyond its edges. */
export function lensPixels(
  samples: Pick<Samples, "isColour" | "values" | "size">,
  drawing: Drawing,
  { view, at, factor, side, dots }: LensView,
): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray(side * side * 4);
  const back = inverse(view);
  const grey = greyOf(drawing);
  const toPicture = (pixel: number, middle: number) => middle + (pixel + 0.5 - side / 2) / (dots * factor);
  for (let row = 0, to = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1, to += 4) {
      const from = place(back, { x: toPicture(column, at.x), y: toPicture(row, at.y) });
      for (let channel = 0; channel < 3; channel += 1) {
        const value = sampleAt(samples, from, channel);
        out[to + channel] = value === null ? 0 : samples.isColour ? value : grey(value);
      }
      out[to + 3] = 255;
    }
  }
  return out;
}

function greyOf({ range, isInverted }: Drawing): (value: number) => number {
  const { lower, upper } = range ?? { lower: 0, upper: 255 };
  return (value) => {
    const share = Math.min(Math.max((value - lower) / Math.max(upper - lower, Number.EPSILON), 0), 1);
    return 255 * (isInverted ? 1 - share : share);
  };
}

/** Between the middles of four pixels, as the screen does; null outside. */
function sampleAt(
  samples: Pick<Samples, "isColour" | "values" | "size">,
  { x, y }: Point,
  channel: number,
): number | null {
  const { columns, rows } = samples.size;
  if (x < 0 || y < 0 || x >= columns || y >= rows) return null;
  const [left, right, across] = around(x, columns);
  const [above, below, down] = around(y, rows);
  const perPixel = samples.isColour ? 3 : 1;
  const one = (column: number, row: number) =>
    samples.values[(row * columns + column) * perPixel + (samples.isColour ? channel : 0)]!;
  const upper = one(left, above) * (1 - across) + one(right, above) * across;
  return upper * (1 - down) + (one(left, below) * (1 - across) + one(right, below) * across) * down;
}

function around(value: number, count: number): [number, number, number] {
  const first = Math.floor(value - 0.5);
  return [Math.max(first, 0), Math.min(first + 1, count - 1), value - 0.5 - first];
}
