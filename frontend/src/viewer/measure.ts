import type { Scale } from "./calibration";
import type { Point } from "./geometry";

type Pair = Pick<Scale, "x" | "y">;

/** From one point to another in the scale's units. */
function step(from: Point, to: Point, scale: Pair): Point {
  return { x: (to.x - from.x) * scale.x, y: (to.y - from.y) * scale.y };
}

export function lengthOf(from: Point, to: Point, scale: Pair): number {
  const { x, y } = step(from, to, scale);
  return Math.hypot(x, y);
}

/** How far two points are apart along each axis. */
export function extentsOf(from: Point, to: Point, scale: Pair): Point {
  const { x, y } = step(from, to, scale);
  return { x: Math.abs(x), y: Math.abs(y) };
}

function between(a: Point, b: Point): number | null {
  const lengths = Math.hypot(a.x, a.y) * Math.hypot(b.x, b.y);
  if (lengths === 0) return null;
  return (Math.acos(Math.min(Math.max((a.x * b.x + a.y * b.y) / lengths, -1), 1)) * 180) / Math.PI;
}

/** The angle at the vertex, 0 to 180 degrees; null where an arm has no length. */
export function angleOf(from: Point, vertex: Point, to: Point, scale: Pair): number | null {
  return between(step(vertex, from, scale), step(vertex, to, scale));
}

/**
 * The Cobb angle of two end plates, 0 to 180 degrees. The ends on the same side belong together, whichever was drawn
 * first: they are the pairing that makes the ends lie closest. So it may exceed 90 degrees, and the picture may lie.
 */
export function cobbOf(first: readonly [Point, Point], second: readonly [Point, Point], scale: Pair): number | null {
  const [a, b] = first;
  const [c, d] = second;
  const straight = lengthOf(a, c, scale) + lengthOf(b, d, scale);
  const crossed = lengthOf(a, d, scale) + lengthOf(b, c, scale);
  return between(step(a, b, scale), straight <= crossed ? step(c, d, scale) : step(d, c, scale));
}

/** The first length as a part of the second; null where the second has none. */
export function ratioOf(
  first: readonly [Point, Point],
  second: readonly [Point, Point],
  scale: Pair,
): number | null {
  const whole = lengthOf(...second, scale);
  return whole > 0 ? lengthOf(...first, scale) / whole : null;
}

/** The area of the rectangle, or of the ellipse in it, whose opposite corners these are. */
export function areaOf(shape: "rectangle" | "ellipse", from: Point, to: Point, scale: Pair): number {
  const { x, y } = extentsOf(from, to, scale);
  return x * y * (shape === "ellipse" ? Math.PI / 4 : 1);
}
