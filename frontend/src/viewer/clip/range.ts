import type { FrameRange } from "./cine";

/** A range needs two frames to play; a clip of one has none. */
export function rangeBetween(one: number, other: number, frames: number): FrameRange | null {
  const [from, to] = [one, other].map((frame) => Math.min(Math.max(frame, 1), frames)).sort((a, b) => a - b);
  return from === undefined || to === undefined || from === to ? null : { from, to };
}

/** Begins at this frame. An end that lies before it is given up. */
export function startingAt(range: FrameRange | null, frame: number, frames: number): FrameRange | null {
  const end = range !== null && range.to > frame ? range.to : frames;
  return whole(rangeBetween(frame, end, frames), frames);
}

/** Ends with this frame. A start that lies behind it is given up. */
export function endingAt(range: FrameRange | null, frame: number, frames: number): FrameRange | null {
  const start = range !== null && range.from < frame ? range.from : 1;
  return whole(rangeBetween(start, frame, frames), frames);
}

/** All frames are no range. */
export function whole(range: FrameRange | null, frames: number): FrameRange | null {
  return range !== null && range.from === 1 && range.to === frames ? null : range;
}

/** Which frame lies under a place on the bar, from 0 at its left to 1 at its right. */
export function frameUnder(share: number, frames: number): number {
  return Math.min(Math.max(Math.round(share * (frames - 1)), 0), frames - 1) + 1;
}

/** Where a frame lies on the bar, in per cent of its width. */
export function placeOf(frame: number, frames: number): number {
  return frames > 1 ? (100 * (frame - 1)) / (frames - 1) : 0;
}
