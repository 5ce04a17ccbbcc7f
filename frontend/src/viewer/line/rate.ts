const WINDOW_MS = 4000;
/** Shorter than this says more of the answer's way than of the line's width. */
const LEAST_MS = 150;

export interface Rate {
  /** Notes bytes that came; `now` is a steady clock in milliseconds. */
  came: (bytes: number, now: number) => void;
  /** Notes that nothing is under way, so that the pause is not counted as slowness. */
  paused: () => void;
  /** Bytes a second of late, or null before anything can be said. */
  read: () => number | null;
}

/** How wide the line is: what came within the last seconds in which something was under way. */
export function lineRate(): Rate {
  let samples: { bytes: number; now: number }[] = [];
  let last: number | null = null;
  return {
    came(bytes, now) {
      samples = [...samples.filter((one) => now - one.now <= WINDOW_MS), { bytes, now }];
      const took = now - samples[0]!.now;
      if (took < LEAST_MS) return;
      // The first sample's bytes came before the time that is counted.
      last = (1000 * samples.slice(1).reduce((sum, one) => sum + one.bytes, 0)) / took;
    },
    paused() {
      samples = [];
    },
    read: () => last,
  };
}
