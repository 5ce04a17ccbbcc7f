/**
 * Which frames of a clip were on the screen. A clip counts as shown when all of them were, or when it played
 * through once: frames that a late tick skipped belong to what the reader watched.
 */
export interface Coverage {
  readonly frames: number;
  readonly seen: ReadonlySet<number>;
  readonly last: number | null;
}

export function nothingSeen(frames: number): Coverage {
  return { frames, seen: new Set(), last: null };
}

/** Adds a frame that was drawn; while playing, also those that were passed since the frame before it. */
export function see(coverage: Coverage, frame: number, isPlaying: boolean): Coverage {
  const seen = new Set(coverage.seen);
  if (isPlaying && coverage.last !== null) {
    for (let at = coverage.last; at !== frame; at = (at % coverage.frames) + 1) seen.add(at);
  }
  seen.add(frame);
  return { ...coverage, seen, last: frame };
}

export function isComplete(coverage: Coverage): boolean {
  return coverage.seen.size >= coverage.frames;
}
