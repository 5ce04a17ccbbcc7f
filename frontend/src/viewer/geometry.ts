import type { Markers } from "./orientation";

/** A place in a picture: columns to the right and rows down from the outer corner of the first pixel (as in SCOORD). */
export interface Point {
  x: number;
  y: number;
}

export interface Size {
  columns: number;
  rows: number;
}

/** How a picture lies before the reader: first mirrored left to right, or not, then turned clockwise by quarters. */
export interface Turn {
  quarters: 0 | 1 | 2 | 3;
  isMirrored: boolean;
}

export const UPRIGHT: Turn = { quarters: 0, isMirrored: false };

export function isUpright(turn: Turn): boolean {
  return turn.quarters === 0 && !turn.isMirrored;
}

function quartersOf(value: number): Turn["quarters"] {
  return (((value % 4) + 4) % 4) as Turn["quarters"];
}

/** Turned further, clockwise as it is seen. */
export function turned(turn: Turn, by: number): Turn {
  return { ...turn, quarters: quartersOf(turn.quarters + by) };
}

/** Left for right as it is seen: mirroring after a turn is mirroring before the turn the other way. */
export function flippedAcross(turn: Turn): Turn {
  return { quarters: quartersOf(-turn.quarters), isMirrored: !turn.isMirrored };
}

/** Top for bottom as it is seen. */
export function flippedDown(turn: Turn): Turn {
  return turned(flippedAcross(turn), 2);
}

/** The size of the turned picture. */
export function turnedSize({ columns, rows }: Size, { quarters }: Turn): Size {
  return quarters % 2 === 0 ? { columns, rows } : { columns: rows, rows: columns };
}

/** x' = a x + c y + e, y' = b x + d y + f, in the order of SVG's matrix(). */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export function place([a, b, c, d, e, f]: Affine, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** `second` after `first`. */
export function after(second: Affine, first: Affine): Affine {
  const [a, b, c, d] = first;
  const origin = place(second, { x: first[4], y: first[5] });
  return [
    second[0] * a + second[2] * b,
    second[1] * a + second[3] * b,
    second[0] * c + second[2] * d,
    second[1] * c + second[3] * d,
    origin.x,
    origin.y,
  ];
}

export function inverse([a, b, c, d, e, f]: Affine): Affine {
  const det = a * d - b * c;
  return [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det];
}

/** From the picture as it is stored to the picture as it is turned. */
export function turnMatrix(turn: Turn, { columns, rows }: Size): Affine {
  const mirrored: Affine = turn.isMirrored ? [-1, 0, 0, 1, columns, 0] : [1, 0, 0, 1, 0, 0];
  const rotations: readonly Affine[] = [
    [1, 0, 0, 1, 0, 0],
    [0, 1, -1, 0, rows, 0],
    [-1, 0, 0, -1, columns, rows],
    [0, -1, 1, 0, 0, columns],
  ];
  return after(rotations[turn.quarters]!, mirrored);
}

/** The letters at the sides of the turned picture. */
export function turnMarkers(markers: Markers, turn: Turn): Markers {
  const { left, right, top, bottom } = markers;
  let now: Markers = turn.isMirrored ? { left: right, right: left, top, bottom } : markers;
  for (let step = 0; step < turn.quarters; step += 1) {
    now = { left: now.bottom, top: now.left, right: now.top, bottom: now.right };
  }
  return now;
}

interface Samples {
  length: number;
  [at: number]: number;
}

/** The samples of a picture, `samples` to a pixel, laid out as the turned picture has them. */
export function turnSamples<T extends Samples>(
  values: T,
  part: { size: Size; turn: Turn; samples: number; make: (length: number) => T },
): T {
  const { size, turn, samples, make } = part;
  const wide = turnedSize(size, turn);
  const back = inverse(turnMatrix(turn, size));
  const out = make(values.length);
  let to = 0;
  for (let row = 0; row < wide.rows; row += 1) {
    const start = place(back, { x: 0.5, y: row + 0.5 });
    let from = (Math.floor(start.y) * size.columns + Math.floor(start.x)) * samples;
    const step = (Math.round(back[0]) + Math.round(back[1]) * size.columns) * samples;
    for (let column = 0; column < wide.columns; column += 1, from += step) {
      for (let sample = 0; sample < samples; sample += 1) out[to++] = values[from + sample]!;
    }
  }
  return out;
}
