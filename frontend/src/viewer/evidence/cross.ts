import type { Point } from "../geometry";

const STEPS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const FAR = 10;

/** How far an arrow key goes on the screen, in CSS pixels; null for any other key. */
export function stepOf({ key, shiftKey }: { key: string; shiftKey: boolean }): Point | null {
  const step = STEPS[key];
  if (step === undefined) return null;
  const far = shiftKey ? FAR : 1;
  return { x: step.x * far, y: step.y * far };
}

export function plus(a: Point, b: Point): Point {
  return { x: a.x + b.x, y: a.y + b.y };
}

/** How near to the edge of the stage the cross may come before the picture moves under it. */
const MARGIN_PX = 16;

/** How far a place on the screen lies beyond what is to be seen; the picture moves the other way by as much. */
export function beyond({ x, y }: Point, stage: { width: number; height: number }): Point {
  return { x: over(x, stage.width), y: over(y, stage.height) };
}

function over(at: number, size: number): number {
  const margin = Math.min(MARGIN_PX, size / 4);
  if (at < margin) return at - margin;
  return at > size - margin ? at - (size - margin) : 0;
}
