/** A frame time for clips that state none: 25 frames a second, and the page says that it is assumed. */
export const ASSUMED_FRAME_TIME_MS = 40;

/** How long each frame stays, in milliseconds, from the increments of the file (PS3.3 C.7.6.5). */
export function durations(frames: number, times: readonly number[] | null): number[] {
  const usable = times?.filter((time) => Number.isFinite(time) && time > 0) ?? [];
  const typical = usable.length > 0 ? median(usable) : ASSUMED_FRAME_TIME_MS;
  if (times === null || times.length !== frames) return new Array<number>(frames).fill(typical);
  // An increment belongs to the gap before its frame, so a frame stays until the increment of the next.
  return times.map((_, at) => {
    const next = times[(at + 1) % frames]!;
    return Number.isFinite(next) && next > 0 ? next : typical;
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

export function framesPerSecond(stays: readonly number[]): number {
  const total = stays.reduce((sum, stay) => sum + stay, 0);
  return total > 0 ? (1000 * stays.length) / total : 0;
}

/** The frames that play, both ends included; counted from 1. */
export interface FrameRange {
  from: number;
  to: number;
}

/** Over and over from the start, or forth and back (PS3.3 C.7.6.5, Preferred Playback Sequencing). */
export type Playback = "loop" | "sweep";

/** What plays before it begins anew: its frames in their order, and how long each of them stays. */
export interface Cycle {
  frames: readonly number[];
  stays: readonly number[];
}

/** One round. On the way back of a sweep the gap before a frame is the one that was after it. */
export function cycleOf(stays: readonly number[], { from, to }: FrameRange, playback: Playback): Cycle {
  const forth = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  if (playback === "loop" || forth.length < 3) return { frames: forth, stays: forth.map((frame) => stays[frame - 1]!) };
  const back = forth.slice(1, -1).reverse();
  return {
    frames: [...forth, ...back],
    stays: [
      ...forth.slice(0, -1).map((frame) => stays[frame - 1]!),
      ...[to, ...back].map((frame) => stays[frame - 2]!),
    ],
  };
}

export interface Playhead {
  /** The place in the cycle, from 0. */
  at: number;
  /** When, on the clock of the caller, this frame began. */
  since: number;
}

/** Where a play begins that was asked for at a frame: there, or at the start where the frame is outside. */
export function headAt({ frames }: Cycle, frame: number, since: number): Playhead {
  return { at: Math.max(frames.indexOf(frame), 0), since };
}

/**
 * Where a clip stands at `now`. Late ticks skip frames instead of slowing the heart down: a beat lasts as long on the
 * screen as it did in the patient.
 */
export function advance(head: Playhead, { stays }: Cycle, now: number, speed = 1): Playhead {
  const total = stays.reduce((sum, stay) => sum + stay, 0) / speed;
  if (stays.length < 2 || total <= 0) return head;
  let { at, since } = head;
  if (now - since > total) since += Math.floor((now - since) / total) * total;
  let stay = stays[at]! / speed;
  while (now - since >= stay) {
    since += stay;
    at = (at + 1) % stays.length;
    stay = stays[at]! / speed;
  }
  return { at, since };
}

/** The frames after one place of the cycle up to another, that one included: what was watched in between. */
export function passed({ frames }: Cycle, from: number, to: number): number[] {
  const steps = (to - from + frames.length) % frames.length;
  return Array.from({ length: steps }, (_, step) => frames[(from + step + 1) % frames.length]!);
}

export function stepFrame(frame: number, by: number, frames: number): number {
  return ((((frame - 1 + by) % frames) + frames) % frames) + 1;
}

export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;

/** The next speed up or down. */
export function nextSpeed(speed: number, by: 1 | -1): number {
  const at = SPEEDS.findIndex((one) => one === speed);
  return SPEEDS[Math.min(Math.max((at < 0 ? SPEEDS.indexOf(1) : at) + by, 0), SPEEDS.length - 1)]!;
}
