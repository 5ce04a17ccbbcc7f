import type { Measurement } from "../measurement";
import type { Statistics } from "../region";

/** The grey values of regions, worked out where their picture was on the screen. */
export interface Regions {
  read: (one: Measurement) => Statistics | null;
  note: (one: Measurement, statistics: Statistics) => void;
  version: () => number;
  subscribe: (listener: () => void) => () => void;
}

export function regions(): Regions {
  const known = new Map<string, Statistics>();
  const listeners = new Set<() => void>();
  const name = ({ instanceId, frame, kind, points }: Measurement) => JSON.stringify([instanceId, frame, kind, points]);
  return {
    read: (one) => known.get(name(one)) ?? null,
    note(one, statistics) {
      if (known.has(name(one))) return;
      known.set(name(one), statistics);
      for (const listener of listeners) listener();
    },
    version: () => known.size,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
