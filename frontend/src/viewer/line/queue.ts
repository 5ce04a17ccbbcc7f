import { AHEAD } from "./ranking";

/** One thing to be fetched. It may be broken off and begun again: what has come by then is its own to keep. */
export interface Job<T> {
  rank: () => number;
  /** How many bytes are still to come, as far as that is known. */
  bytes: () => number;
  run: (signal: AbortSignal) => Promise<T>;
}

export interface Queue {
  /** Resolves or rejects as the job does; rejects when `signal` is given up. */
  add: <T>(job: Job<T>, signal: AbortSignal) => Promise<T>;
  /** Looks again at what is wanted first: the reader has turned to something else, or bytes have come. */
  reconsider: () => void;
}

export interface Limits {
  /** Requests side by side. A browser has six to one server, and two of them are for the rest of the page. */
  jobs: () => number;
  /** When so few bytes are still to come, the next is asked for: sooner shares the line out, later leaves it idle. */
  bytes: () => number;
}

interface Entry {
  job: Job<unknown>;
  running: AbortController | null;
  settle: { resolve: (value: unknown) => void; reject: (why: unknown) => void };
  signal: AbortSignal;
}

/**
 * Lets what is wanted first go first. What is fetched ahead is broken off for anything that was asked for, and goes
 * on later; what was asked for is never broken off but by whoever asked.
 */
export function lineQueue(limits: Limits): Queue {
  const entries = new Set<Entry>();

  const start = (entry: Entry) => {
    const controller = new AbortController();
    entry.running = controller;
    const end = (act: () => void) => {
      if (entry.running !== controller) return;
      entries.delete(entry);
      act();
      reconsider();
    };
    entry.job.run(controller.signal).then(
      (value) => end(() => entry.settle.resolve(value)),
      (why: unknown) => end(() => entry.settle.reject(why)),
    );
  };

  const stop = (entry: Entry) => {
    const { running } = entry;
    entry.running = null;
    running?.abort(new DOMException("something else is wanted first", "AbortError"));
  };

  const reconsider = () => {
    const ranked = [...entries].map((entry) => ({ entry, rank: entry.job.rank() }));
    ranked.sort((a, b) => a.rank - b.rank);
    // The line is the asked picture's alone; what is ahead would take a share of it.
    const isAsked = ranked.some(({ rank }) => rank < AHEAD);
    if (isAsked) for (const { entry, rank } of ranked) if (rank >= AHEAD) stop(entry);
    const running = ranked.filter(({ entry }) => entry.running !== null);
    let jobs = running.length;
    let bytes = running.reduce((sum, { entry }) => sum + entry.job.bytes(), 0);
    for (const { entry, rank } of ranked) {
      if (entry.running !== null) continue;
      if (isAsked && rank >= AHEAD) return;
      if (jobs >= limits.jobs() || (jobs > 0 && bytes > limits.bytes())) return;
      jobs += 1;
      bytes += entry.job.bytes();
      start(entry);
    }
  };

  return {
    add<T>(job: Job<T>, signal: AbortSignal): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason as Error);
        const settle = { resolve: resolve as (value: unknown) => void, reject };
        const entry: Entry = { job, running: null, settle, signal };
        signal.addEventListener(
          "abort",
          () => {
            if (!entries.delete(entry)) return;
            stop(entry);
            reject(signal.reason as Error);
            reconsider();
          },
          { once: true },
        );
        entries.add(entry);
        reconsider();
      });
    },
    reconsider,
  };
}
