import type { Point } from "../viewer/geometry";

interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Size {
  columns: number;
  rows: number;
}

/** Where on the stored picture a place on the screen lies; outside it the nearest edge. */
export function placeOn(area: Area, { columns, rows }: Size, at: { clientX: number; clientY: number }): Point {
  const within = (value: number) => Math.min(Math.max(value, 0), 1);
  return {
    x: within((at.clientX - area.left) / area.width) * columns,
    y: within((at.clientY - area.top) / area.height) * rows,
  };
}

/** The two corners of a box, or nothing where somebody only clicked. */
export function boxOf(from: Point, to: Point, { columns, rows }: Size): [Point, Point] | null {
  const isSeen = Math.abs(to.x - from.x) >= columns / 100 && Math.abs(to.y - from.y) >= rows / 100;
  if (!isSeen) return null;
  return [
    { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) },
    { x: Math.max(from.x, to.x), y: Math.max(from.y, to.y) },
  ];
}
