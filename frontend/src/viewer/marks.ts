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
  canRedo: (instanceId: string) => boolean;
  /** Does again what was last taken back on this Instance, until something else is done there. */
  redo: (instanceId: string) => void;
  /** Whether it is only shown: another person's, or no longer to be changed. */
  isFixed: (id: number) => boolean;
  /** Puts these in the place of all that is fixed, and fixes them. What was drawn beside them stays. */
  show: (saved: readonly Measurement[]) => void;
  /** Puts these in the place of everything, to be changed. */
  load: (saved: readonly Measurement[]) => void;
  /** Everything that is there may be changed, or nothing of it any more. */
  setFixed: (isFixed: boolean) => void;
}

interface Step {
  id: number;
  instanceId: string;
  before: Measurement | null;
  after: Measurement | null;
  gesture: object | null;
}

interface Kept {
  all: readonly Measurement[];
  done: readonly Step[];
  undone: readonly Step[];
  fixed: ReadonlySet<number>;
}

const NOTHING: Kept = { all: [], done: [], undone: [], fixed: new Set() };

export function marks(): Marks {
  let now = NOTHING;
  let lastId = 0;
  const listeners = new Set<() => void>();

  const put = (part: Partial<Kept>) => {
    now = { ...now, ...part };
    for (const listener of listeners) listener();
  };
  const find = (id: number) => now.all.find((one) => one.id === id);
  const open = (id: number) => (now.fixed.has(id) ? undefined : find(id));
  const perform = (step: Step) =>
    put({
      all: withOne(now.all, step.id, step.after),
      done: [...now.done, step],
      undone: now.undone.filter((one) => one.instanceId !== step.instanceId),
    });
  const stepOf = (one: Measurement, before: Measurement | null, after: Measurement | null): Step => {
    return { id: one.id, instanceId: one.instanceId, before, after, gesture: null };
  };
  const start = (saved: readonly Measurement[]) => {
    lastId = Math.max(lastId, ...saved.map((one) => one.id));
  };

  return {
    read: () => now.all,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(drawn) {
      lastId += 1;
      const one = { ...drawn, id: lastId };
      perform(stepOf(one, null, one));
      return one.id;
    },
    change(id, part, gesture = undefined) {
      const before = open(id);
      if (before === undefined) return;
      const after = { ...before, ...part };
      const last = now.done.at(-1);
      if (gesture === undefined || last?.gesture !== gesture || last.id !== id) {
        return perform({ ...stepOf(before, before, after), gesture: gesture ?? null });
      }
      put({ all: withOne(now.all, id, after), done: [...now.done.slice(0, -1), { ...last, after }] });
    },
    remove(id) {
      const before = open(id);
      if (before !== undefined) perform(stepOf(before, before, null));
    },
    canUndo: (instanceId) => now.done.some((one) => one.instanceId === instanceId),
    undo(instanceId) {
      const last = now.done.findLast((one) => one.instanceId === instanceId);
      if (last === undefined) return;
      put({
        all: withOne(now.all, last.id, last.before),
        done: now.done.filter((one) => one !== last),
        undone: [...now.undone, { ...last, gesture: null }],
      });
    },
    canRedo: (instanceId) => now.undone.some((one) => one.instanceId === instanceId),
    redo(instanceId) {
      const last = now.undone.findLast((one) => one.instanceId === instanceId);
      if (last === undefined) return;
      put({
        all: withOne(now.all, last.id, last.after),
        done: [...now.done, last],
        undone: now.undone.filter((one) => one !== last),
      });
    },
    isFixed: (id) => now.fixed.has(id),
    show(saved) {
      start(saved);
      const taken = new Set(saved.map((one) => one.id));
      const beside = now.all.filter((one) => !now.fixed.has(one.id));
      const renamed = beside.map((one) => (taken.has(one.id) ? { ...one, id: (lastId += 1) } : one));
      put({ ...NOTHING, all: [...saved, ...renamed], fixed: taken });
    },
    load(saved) {
      start(saved);
      put({ ...NOTHING, all: saved });
    },
    setFixed(isFixed) {
      const fixed = new Set(isFixed ? now.all.map((one) => one.id) : []);
      put(isFixed ? { ...NOTHING, all: now.all, fixed } : { fixed });
    },
  };
}

/** All, with one as it is now or without it. Ids grow, so one that comes back takes its old place. */
function withOne(all: readonly Measurement[], id: number, one: Measurement | null): readonly Measurement[] {
  if (one === null) return all.filter((each) => each.id !== id);
  if (all.some((each) => each.id === id)) return all.map((each) => (each.id === id ? one : each));
  return [...all, one].toSorted((a, b) => a.id - b.id);
}
