/** Lets only the newest of several overlapping undertakings act: taking a ticket makes every earlier one void. */
export interface Ticket {
  readonly isCurrent: () => boolean;
  readonly signal: AbortSignal;
}

export interface Latest {
  take(): Ticket;
  /** Voids the current ticket without giving out another. */
  drop(): void;
}

export function latest(): Latest {
  let current: AbortController | null = null;
  return {
    take() {
      current?.abort();
      const mine = new AbortController();
      current = mine;
      return { isCurrent: () => current === mine && !mine.signal.aborted, signal: mine.signal };
    },
    drop() {
      current?.abort();
      current = null;
    },
  };
}

/**
 * Runs jobs one after another and, of those that came while one was running, only the last.
 * A viewport that is given a second stack while the first is arriving may end with a mixture of both.
 */
export function oneAtATime<T>(run: (job: T) => Promise<void>): (job: T) => void {
  let isRunning = false;
  let next: { job: T } | null = null;
  const drain = async () => {
    isRunning = true;
    while (next !== null) {
      const { job } = next;
      next = null;
      await run(job).catch(() => undefined);
    }
    isRunning = false;
  };
  return (job) => {
    next = { job };
    if (!isRunning) void drain();
  };
}
