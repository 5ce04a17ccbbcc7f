/**
 * Which frames of a clip were on the screen. A clip counts as shown when all of them were, or when it played
 * through once: frames that a late tick skipped belong to what the reader watched. Of a range that plays over and
 * over, only its own frames were seen.
 */
export interface Coverage {
  readonly frames: number;
  readonly seen: ReadonlySet<number>;
}

export function nothingSeen(frames: number): Coverage {
  return { frames, seen: new Set() };
}

/** Adds a frame that was drawn, and those that playing passed on the way to it. */
export function see(coverage: Coverage, frame: number, passed: readonly number[] = []): Coverage {
  return { ...coverage, seen: new Set([...coverage.seen, ...passed, frame]) };
}

export function isComplete(coverage: Coverage): boolean {
  return coverage.seen.size >= coverage.frames;
}
