import type { Measurement } from "./measurement";

/** All measurements of the study before the reader, for as long as it is open. */
export interface Marks {
  read: () => readonly Measurement[];
  subscribe: (listener: () => void) => () => void;
  /** Adds one and returns its id. */
  add: (drawn: Omit<Measurement, "id">) => number;
  /** Changes with the same gesture are undone together. */
  change: (id: number, part: Partial<Pick<Measurement, "points" | "text" | "mm">>, gesture?: object) => void;
  remove: (id: number) => void;
  canUndo: (instanceId: string) => boolean;
  /** Takes back what was last done on this Instance; what was done on others is out of sight and stays. */
  undo: (instanceId: string) => void;
}

interface Step {
  id: number;
  instanceId: string;
  before: Measurement | null;
  gesture: object | null;
}

export function marks(): Marks {
  let all: readonly Measurement[] = [];
  let steps: readonly Step[] = [];
  let lastId = 0;
  const listeners = new Set<() => void>();

  const put = (next: readonly Measurement[], done: readonly Step[]) => {
    all = next;
    steps = done;
    for (const listener of listeners) listener();
  };
  const find = (id: number) => all.find((one) => one.id === id);
  const step = (one: Measurement, before: Measurement | null, gesture: object | null = null): Step => {
    return { id: one.id, instanceId: one.instanceId, before, gesture };
  };
  const without = (id: number) => all.filter((one) => one.id !== id);

  return {
    read: () => all,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(drawn) {
      lastId += 1;
      const one = { ...drawn, id: lastId };
      put([...all, one], [...steps, step(one, null)]);
      return one.id;
    },
    change(id, part, gesture) {
      const before = find(id);
      if (before === undefined) return;
      const last = steps.at(-1);
      const goesOn = gesture !== undefined && last?.gesture === gesture && last.id === id;
      put(
        all.map((one) => (one.id === id ? { ...one, ...part } : one)),
        goesOn ? steps : [...steps, step(before, before, gesture)],
      );
    },
    remove(id) {
      const before = find(id);
      if (before !== undefined) put(without(id), [...steps, step(before, before)]);
    },
    canUndo: (instanceId) => steps.some((one) => one.instanceId === instanceId),
    undo(instanceId) {
      const last = steps.findLast((one) => one.instanceId === instanceId);
      if (last === undefined) return;
      const rest = steps.filter((one) => one !== last);
      if (last.before === null) return put(without(last.id), rest);
      const { before } = last;
      const isThere = find(last.id) !== undefined;
      // Ids grow, so a measurement that comes back takes its old place.
      const next = isThere ? all.map((one) => (one.id === last.id ? before : one)) : [...all, before];
      put(
        next.toSorted((a, b) => a.id - b.id),
        rest,
      );
    },
  };
}
