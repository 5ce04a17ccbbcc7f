export type Samples = Uint8Array | Int8Array | Uint16Array | Int16Array;

interface Size {
  columns: number;
  rows: number;
}

/** For each place along a line of `to` the two of `from` it lies between, and how far it is from the first. */
function between(from: number, to: number): { first: Int32Array; second: Int32Array; share: Float32Array } {
  const first = new Int32Array(to);
  const second = new Int32Array(to);
  const share = new Float32Array(to);
  for (let at = 0; at < to; at += 1) {
    const place = Math.min(Math.max(((at + 0.5) * from) / to - 0.5, 0), from - 1);
    first[at] = Math.floor(place);
    second[at] = Math.min(first[at]! + 1, from - 1);
    share[at] = place - first[at]!;
  }
  return { first, second, share };
}

/**
 * The picture as large as another, values between pixels on a straight line. So a smaller picture lies on the screen
 * exactly where the whole one will.
 */
export function enlarge<T extends Samples>(values: T, from: Size, to: Size): T {
  const out = new (values.constructor as new (length: number) => T)(to.columns * to.rows);
  const across = between(from.columns, to.columns);
  const down = between(from.rows, to.rows);
  for (let row = 0; row < to.rows; row += 1) {
    const above = down.first[row]! * from.columns;
    const below = down.second[row]! * from.columns;
    const fall = down.share[row]!;
    const line = row * to.columns;
    for (let column = 0; column < to.columns; column += 1) {
      const left = across.first[column]!;
      const right = across.second[column]!;
      const way = across.share[column]!;
      const top = values[above + left]! + way * (values[above + right]! - values[above + left]!);
      const bottom = values[below + left]! + way * (values[below + right]! - values[below + left]!);
      out[line + column] = Math.round(top + fall * (bottom - top));
    }
  }
  return out;
}
