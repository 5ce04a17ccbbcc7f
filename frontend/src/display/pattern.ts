/**
 * A test pattern after AAPM OR-03 (TG18-QC): patches of 18 grey levels with faint squares in their corners, 5 % in
 * black and 95 % in white, a ramp, and lines of one pixel. Every grey level is a whole one of 0 to 255.
 */
export const PATCH_LEVELS: readonly number[] = Array.from({ length: 18 }, (_, step) => step * 15);
/** How much a corner differs from its patch, up in two corners and down in two. */
export const CORNER_STEP = 4;

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
  level: number;
}

const clamp = (level: number) => Math.min(255, Math.max(0, level));

/** One patch and its four corners. */
export function patch({ x, y, width: side, level }: Omit<Rectangle, "height">): Rectangle[] {
  const corner = Math.round(side / 6);
  const far = side - corner;
  const at = (dx: number, dy: number, step: number) => ({
    x: x + dx,
    y: y + dy,
    width: corner,
    height: corner,
    level: clamp(level + step),
  });
  return [
    { x, y, width: side, height: side, level },
    at(0, 0, CORNER_STEP),
    at(far, far, CORNER_STEP),
    at(far, 0, -CORNER_STEP),
    at(0, far, -CORNER_STEP),
  ];
}

/** A square of one level in the middle of another: 5 % in black, 95 % in white. */
export function inset({ x, y, width: side, level }: Omit<Rectangle, "height">, inner: number): Rectangle[] {
  const quarter = Math.round(side / 4);
  return [
    { x, y, width: side, height: side, level },
    { x: x + quarter, y: y + quarter, width: side - 2 * quarter, height: side - 2 * quarter, level: inner },
  ];
}

/** Lines of one pixel with gaps of one, the finest that the screen has; upright or lying. */
export function lines(
  { x, y, width: side }: Pick<Rectangle, "x" | "y" | "width">,
  { isUpright, low, high }: { isUpright: boolean; low: number; high: number },
): Rectangle[] {
  const ground = { x, y, width: side, height: side, level: low };
  const drawn = Array.from({ length: Math.floor(side / 2) }, (_, n) =>
    isUpright
      ? { x: x + 2 * n, y, width: 1, height: side, level: high }
      : { x, y: y + 2 * n, width: side, height: 1, level: high },
  );
  return [ground, ...drawn];
}

/** Every level once, from black to white. */
export function ramp({ x, y, width, height }: Omit<Rectangle, "level">): Rectangle[] {
  return Array.from({ length: 256 }, (_, level) => {
    const from = Math.round((width * level) / 256);
    const to = Math.round((width * (level + 1)) / 256);
    return { x: x + from, y, width: to - from, height, level };
  });
}

/** The whole pattern, in device pixels. */
export function pattern(width: number, height: number): Rectangle[] {
  const gap = Math.round(width / 60);
  const side = Math.floor((width - 10 * gap) / 9);
  const rowAt = (row: number) => gap + row * (side + gap);
  const columnAt = (column: number) => gap + column * (side + gap);
  const patches = PATCH_LEVELS.flatMap((level, n) => {
    const row = n < 9 ? 0 : 1;
    const column = row === 0 ? n : 17 - n;
    return patch({ x: columnAt(column), y: rowAt(row), width: side, level });
  });
  const third = rowAt(2);
  const fine = [
    inset({ x: columnAt(0), y: third, width: side, level: 0 }, 13),
    inset({ x: columnAt(1), y: third, width: side, level: 255 }, 242),
    lines({ x: columnAt(3), y: third, width: side }, { isUpright: true, low: 0, high: 255 }),
    lines({ x: columnAt(4), y: third, width: side }, { isUpright: false, low: 0, high: 255 }),
    lines({ x: columnAt(6), y: third, width: side }, { isUpright: true, low: 128, high: 134 }),
    lines({ x: columnAt(7), y: third, width: side }, { isUpright: false, low: 128, high: 134 }),
  ].flat();
  const last = rowAt(3);
  return [
    { x: 0, y: 0, width, height, level: 128 },
    ...patches,
    ...fine,
    ...ramp({ x: gap, y: last, width: width - 2 * gap, height: Math.max(1, height - last - gap) }),
  ];
}

/** How high the pattern is at a width, so that its patches are square. */
export function heightAt(width: number): number {
  const gap = Math.round(width / 60);
  const side = Math.floor((width - 10 * gap) / 9);
  return 3 * side + 5 * gap + Math.round(side * 0.7);
}
