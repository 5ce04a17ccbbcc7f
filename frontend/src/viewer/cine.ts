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

export interface Playhead {
  frame: number;
  /** When, on the clock of the caller, this frame began. */
  since: number;
}

/**
 * Where a looping clip stands at `now`. Late ticks skip frames instead of slowing the heart down: a beat lasts as
 * long on the screen as it did in the patient.
 */
export function advance(head: Playhead, stays: readonly number[], now: number, speed = 1): Playhead {
  const total = stays.reduce((sum, stay) => sum + stay, 0) / speed;
  if (stays.length < 2 || total <= 0) return head;
  let { frame, since } = head;
  if (now - since > total) since += Math.floor((now - since) / total) * total;
  let stay = stays[frame - 1]! / speed;
  while (now - since >= stay) {
    since += stay;
    frame = (frame % stays.length) + 1;
    stay = stays[frame - 1]! / speed;
  }
  return { frame, since };
}

export function stepFrame(frame: number, by: number, frames: number): number {
  return ((((frame - 1 + by) % frames) + frames) % frames) + 1;
}
