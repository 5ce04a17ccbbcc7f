import type { Framing } from "./evidence/looks";
import { oneAtATime } from "./latest";
import type { Drawing } from "./look";

export interface StackJob {
  imageIds: readonly string[];
  index: number;
  drawing: Drawing;
  /** How a stack is framed that is laid anew; without it, it fills what there is for it. */
  framing?: Framing | null;
}

/** What a Cornerstone viewport does for us: take a stack, turn to one of its pictures, draw it so. */
export interface StackPorts {
  setStack: (imageIds: readonly string[], index: number) => Promise<unknown>;
  turnTo: (index: number) => Promise<unknown>;
  /** Lays a better picture of what is on the screen in its place; false where there is none. */
  renew: (imageId: string) => boolean;
  /** Draws a picture of another stack: where it lay when it was last seen, or all of it. */
  draw: (drawing: Drawing, framing: Framing | null) => void;
  /** Draws otherwise what is there. */
  redraw: (drawing: Drawing) => void;
}

/**
 * Lays stacks under the viewport one after another. Turning to another picture of a stack that is not yet there
 * waits with it: the index would be one of the stack before.
 */
export function stacks({ setStack, turnTo, renew, draw, redraw }: StackPorts): (job: StackJob) => void {
  let laid: readonly string[] | null = null;
  let drawn: Drawing | null = null;
  const turn = async ({ imageIds, index, drawing }: StackJob) => {
    await turnTo(index);
    if (laid !== imageIds) return;
    const isRenewed = renew(imageIds[index]!);
    if (isRenewed || !isSame(drawing, drawn)) redraw(drawing);
    drawn = drawing;
  };
  const lay = oneAtATime(async ({ imageIds, index, drawing, framing = null }: StackJob) => {
    if (imageIds === laid) return turn({ imageIds, index, drawing });
    laid = null;
    await setStack(imageIds, index);
    laid = imageIds;
    drawn = drawing;
    draw(drawing, framing);
    // A better one may have come while the stack was laid.
    if (renew(imageIds[index]!)) redraw(drawing);
    return undefined;
  });
  return (job) => (job.imageIds === laid ? void turn(job).catch(() => undefined) : lay(job));
}

function isSame(one: Drawing, other: Drawing | null): boolean {
  return (
    other !== null &&
    one.isInverted === other.isInverted &&
    one.range?.lower === other.range?.lower &&
    one.range?.upper === other.range?.upper
  );
}
