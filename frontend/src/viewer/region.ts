import type { Point, Size } from "./geometry";
import type { Line } from "./voi";

export type Shape = "rectangle" | "ellipse";

/** What lies in a region: the pixels whose middles do. */
export interface Statistics {
  n: number;
  mean: number;
  /** Of a sample (n - 1); 0 for one pixel. */
  sd: number;
  min: number;
  max: number;
}

interface Values {
  length: number;
  [at: number]: number;
}

/** The statistics of the values in a region, each taken through the modality line; null where it holds no pixel. */
export function statisticsOf(
  values: Values,
  part: { size: Size; shape: Shape; corners: readonly [Point, Point]; line: Line },
): Statistics | null {
  const { size, shape, line } = part;
  const [from, to] = cornersOf(part.corners);
  let n = 0;
  let mean = 0;
  let squares = 0;
  let min = Infinity;
  let max = -Infinity;
  for (let row = firstMiddle(from.y); row < Math.min(lastMiddle(to.y), size.rows); row += 1) {
    const [left, right] = shape === "ellipse" ? chord(from, to, row + 0.5) : [from.x, to.x];
    for (let column = firstMiddle(left); column < Math.min(lastMiddle(right), size.columns); column += 1) {
      const value = values[row * size.columns + column]! * line.slope + line.intercept;
      n += 1;
      const off = value - mean;
      mean += off / n;
      squares += off * (value - mean);
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return n === 0 ? null : { n, mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : 0, min, max };
}

/** Upper left and lower right. */
export function cornersOf([a, b]: readonly [Point, Point]): [Point, Point] {
  return [
    { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y) },
    { x: Math.max(a.x, b.x), y: Math.max(a.y, b.y) },
  ];
}

/** The first pixel whose middle does not lie before an edge; and the first whose middle lies behind it. */
function firstMiddle(edge: number): number {
  return Math.max(Math.ceil(edge - 0.5), 0);
}

function lastMiddle(edge: number): number {
  return Math.floor(edge + 0.5);
}

/** Where a row enters and leaves the ellipse; nowhere gives an empty stretch. */
function chord(from: Point, to: Point, y: number): [number, number] {
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const half = (to.y - from.y) / 2;
  const share = half === 0 ? 1 : (y - middle.y) / half;
  const reach = ((to.x - from.x) / 2) * Math.sqrt(Math.max(1 - share * share, 0));
  return [middle.x - reach, middle.x + reach];
}
