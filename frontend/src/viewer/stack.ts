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
  turnTo: (index: number) => void;
  draw: (drawing: Drawing, framing: Framing | null) => void;
}

/**
 * Lays stacks under the viewport one after another. Turning to another picture of a stack that is not yet there
 * waits with it: the index would be one of the stack before.
 */
export function stacks({ setStack, turnTo, draw }: StackPorts): (job: StackJob) => void {
  let laid: readonly string[] | null = null;
  const lay = oneAtATime(async ({ imageIds, index, drawing, framing = null }: StackJob) => {
    if (imageIds === laid) return turnTo(index);
    laid = null;
    await setStack(imageIds, index);
    laid = imageIds;
    draw(drawing, framing);
  });
  return (job) => (job.imageIds === laid ? turnTo(job.index) : lay(job));
}
