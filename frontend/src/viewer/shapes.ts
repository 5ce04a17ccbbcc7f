import type { Point } from "./geometry";
import { isShape, type Kind } from "./measurement";
import { cornersOf } from "./region";

const HEAD_PX = 14;

function path(...points: readonly Point[]): string {
  return points.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The line of a measurement whose points are on the screen, as an SVG path. */
export function outlineOf(kind: Kind, points: readonly Point[]): string {
  const [a, b, c, d] = points;
  if (a === undefined || b === undefined) return "";
  if (isShape(kind)) return kind === "ellipse" ? ellipse([a, b]) : rectangle([a, b]);
  if (kind === "arrow") return path(a, b) + head(a, b);
  if (kind === "angle") return c === undefined ? path(a, b) : path(a, b, c);
  return path(a, b) + (c !== undefined && d !== undefined ? path(c, d) : "");
}

/** Joins the two lines of a Cobb angle, so that it is seen that they are one. */
export function bridgeOf(kind: Kind, points: readonly Point[]): string {
  const [a, b, c, d] = points;
  if (kind !== "cobb" || a === undefined || b === undefined || c === undefined || d === undefined) return "";
  return path(middle(a, b), middle(c, d));
}

export function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function rectangle(corners: readonly [Point, Point]): string {
  const [from, to] = cornersOf(corners);
  return `${path(from, { x: to.x, y: from.y }, to, { x: from.x, y: to.y })}Z`;
}

function ellipse(corners: readonly [Point, Point]): string {
  const [from, to] = cornersOf(corners);
  const [rx, ry] = [round((to.x - from.x) / 2), round((to.y - from.y) / 2)];
  const y = round((from.y + to.y) / 2);
  const arc = (x: number) => `A${rx} ${ry} 0 0 1 ${round(x)} ${y}`;
  return `M${round(from.x)} ${y}${arc(to.x)}${arc(from.x)}Z`;
}

/** The head of an arrow points at `tip`. */
function head(tip: Point, tail: Point): string {
  const way = Math.atan2(tail.y - tip.y, tail.x - tip.x);
  const barb = (by: number): Point => ({
    x: tip.x + HEAD_PX * Math.cos(way + by),
    y: tip.y + HEAD_PX * Math.sin(way + by),
  });
  return path(barb(0.45), tip, barb(-0.45));
}

/** Where the text begins: beside the point furthest to the right, of a shape's corners the lower; an arrow's at its tail. */
export function labelAt(kind: Kind, points: readonly Point[]): Point {
  const tail = kind === "arrow" ? points[1] : undefined;
  const right = points.reduce((best, point) => (point.x > best.x ? point : best), points[0] ?? { x: 0, y: 0 });
  const corner = isShape(kind) ? { x: right.x, y: Math.max(...points.map((point) => point.y)) - LINE_PX } : right;
  const { x, y } = tail ?? corner;
  return { x: x + 12, y: y + 5 };
}

export const LINE_PX = 18;
const HAN = 0x2e80;

/** About how wide the longest line is written: Han characters are as wide as they are high. */
export function widthOf(lines: readonly string[]): number {
  const wide = (line: string) => [...line].reduce((sum, one) => sum + (one.codePointAt(0)! >= HAN ? 14.5 : 8), 0);
  return Math.max(0, ...lines.map(wide));
}

/** Keeps a text of so many lines within the stage. */
export function within(at: Point, lines: readonly string[], stage: { width: number; height: number }): Point {
  const fit = (value: number, least: number, greatest: number) => Math.max(Math.min(value, greatest), least);
  return {
    x: fit(at.x, 6, stage.width - widthOf(lines) - 6),
    y: fit(at.y, LINE_PX, stage.height - LINE_PX * lines.length + 8),
  };
}
