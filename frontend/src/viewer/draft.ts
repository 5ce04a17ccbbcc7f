import type { Point } from "./geometry";
import { isOfTwoLines, type Kind, POINTS } from "./measurement";

/** A measurement that is being drawn: by dragging each line, or by putting down each of its points. */
export interface Draft {
  kind: Kind;
  fixed: readonly Point[];
  /** Where the pointer is. */
  hover: Point | null;
  isPressed: boolean;
}

function isNear(a: Point | undefined, b: Point, reach: number): boolean {
  return a !== undefined && Math.hypot(a.x - b.x, a.y - b.y) < reach;
}

/** Whether a drag from the point with this index draws a line. */
function startsLine(kind: Kind, at: number): boolean {
  return at === 0 || (at === 2 && isOfTwoLines(kind));
}

/** Puts a point down. `reach`: what is nearer to the point before it than that was meant as the same point. */
export function press(draft: Draft | null, kind: Kind, at: Point, reach: number): Draft {
  const before = draft?.kind === kind ? draft.fixed : [];
  const isLine = startsLine(kind, before.length);
  if (!isLine && isNear(before.at(-1), at, reach)) return { kind, fixed: before, hover: at, isPressed: false };
  return { kind, fixed: [...before, at], hover: at, isPressed: true };
}

/** Goes along with the pointer, pressed or not. */
export function follow(draft: Draft, at: Point): Draft {
  const isDraggingEnd = draft.isPressed && !startsLine(draft.kind, draft.fixed.length - 1);
  return { ...draft, fixed: isDraggingEnd ? [...draft.fixed.slice(0, -1), at] : draft.fixed, hover: at };
}

/** Lets go: after a drag the line has its other end here, after a click its end is still to come. */
export function release(draft: Draft, at: Point, reach: number): Draft {
  if (!draft.isPressed) return { ...draft, hover: at };
  const now = follow(draft, at);
  const isLine = startsLine(draft.kind, draft.fixed.length - 1);
  const isDrag = isLine && !isNear(draft.fixed.at(-1), at, reach);
  return { ...now, fixed: isDrag ? [...now.fixed, at] : now.fixed, isPressed: false };
}

/** Takes back the point that is just being put down, as when a second finger comes. */
export function withdraw(draft: Draft): Draft | null {
  const fixed = draft.isPressed ? draft.fixed.slice(0, -1) : draft.fixed;
  return fixed.length === 0 ? null : { ...draft, fixed, isPressed: false, hover: null };
}

export function isComplete({ kind, fixed, isPressed }: Draft): boolean {
  return !isPressed && fixed.length >= POINTS[kind];
}

/** What is drawn of it already, the line to the pointer included. */
export function pointsOf({ kind, fixed, hover, isPressed }: Draft): readonly Point[] {
  const isBetweenLines = startsLine(kind, fixed.length) && fixed.length > 0;
  const hangs = isPressed ? startsLine(kind, fixed.length - 1) : !isBetweenLines;
  return hover !== null && hangs && fixed.length < POINTS[kind] ? [...fixed, hover] : fixed;
}
