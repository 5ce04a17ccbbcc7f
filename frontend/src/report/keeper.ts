import { isHoldLost, isPassing, isProblem } from "../api/problem";
import { type Copies, type Keepable, type LocalCopy, recoverOf } from "./copies";

export const AUTOSAVE_MS = 3_000;
export const RETRY_MS = 5_000;

/**
 * `lost`: the hold is gone and what was made can only be kept here. `conflict`: the server has something else, a person
 * chooses. `refused`: the server said no to this; going on tries again.
 */
export type SaveState = "saved" | "typing" | "saving" | "failing" | "refused" | "conflict" | "lost";

export interface KeeperView<T> {
  value: T;
  state: SaveState;
  savedAt: string | null;
  /** It was brought back from this computer. */
  isRestored: boolean;
  /** What the server has, while a choice is open. */
  theirs: T | null;
  error: unknown;
}

export interface Keeper<T> {
  view(): KeeperView<T>;
  /** The server's number of what it has from here. */
  revision(): number;
  subscribe(listener: () => void): () => void;
  type(change: Partial<T>): void;
  /** Saves now; true when the server has all of it. */
  flush(): Promise<boolean>;
  choose(which: "mine" | "theirs"): void;
  /** The hold is gone: what was made is sent a last time, for the server keeps it for its author; the copy stays. */
  lose(): void;
  /** It has become a submission: the copy may go. */
  finish(): void;
  dispose(): void;
}

/** As the server has it. */
export type Saved<T> = T & { revision: number; saved_at: string | null };

export interface Doors<T> {
  kind: Keepable<T>;
  initial: Saved<T> | null;
  copies: Copies<T>;
  save: (value: T, revision: number) => Promise<Saved<T>>;
  reload: () => Promise<Saved<T> | null>;
  now: () => number;
}

/** Keeps what is made: at once in this browser, every few seconds on the server. Knows nothing of React. */
export function createKeeper<T>({ kind, initial, copies, save, reload, now }: Doors<T>): Keeper<T> {
  const listeners = new Set<() => void>();
  let revision = initial?.revision ?? 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<boolean> | null = null;
  let current: KeeperView<T> = {
    value: initial ? kind.pick(initial) : kind.empty,
    state: "saved",
    savedAt: initial?.saved_at ?? null,
    isRestored: false,
    theirs: null,
    error: null,
  };

  const show = (change: Partial<KeeperView<T>>) => {
    current = { ...current, ...change };
    for (const listener of listeners) listener();
  };
  const keepHere = () =>
    copies.write({ ...current.value, base_revision: revision, typed_at: new Date(now()).toISOString() });
  const stopTimer = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const saveIn = (milliseconds: number) => {
    timer ??= setTimeout(() => {
      timer = null;
      void saveNow();
    }, milliseconds);
  };

  const saveNow = (): Promise<boolean> => {
    running ??= attempt().finally(() => {
      running = null;
    });
    return running;
  };

  const attempt = async (): Promise<boolean> => {
    stopTimer();
    if (current.state === "lost" || current.state === "conflict") return false;
    const sent = current.value;
    show({ state: "saving" });
    try {
      const saved = await save(sent, revision);
      revision = saved.revision;
      return afterSaving(sent, saved);
    } catch (error) {
      await afterRefusal(error);
      return false;
    }
  };

  const afterSaving = (sent: T, saved: Saved<T>): boolean => {
    const isAll = kind.isSame(sent, current.value);
    if (isLost()) return false;
    if (isAll) copies.remove();
    else {
      keepHere();
      saveIn(AUTOSAVE_MS);
    }
    show({ state: isAll ? "saved" : "typing", savedAt: saved.saved_at, error: null });
    return isAll;
  };

  const isLost = () => current.state === "lost";

  const afterRefusal = async (error: unknown) => {
    if (isLost()) return;
    if (isHoldLost(error)) return show({ state: "lost", error });
    if (isPassing(error)) {
      show({ state: "failing", error });
      return saveIn(RETRY_MS);
    }
    if (!isProblem(error) || error.status !== 409) return show({ state: "refused", error });
    try {
      offerChoice(await reload());
    } catch (again) {
      show({ state: "failing", error: again });
      saveIn(RETRY_MS);
    }
  };

  const offerChoice = (server: Saved<T> | null) => {
    revision = server?.revision ?? 0;
    const theirs = server ? kind.pick(server) : kind.empty;
    if (kind.isSame(theirs, current.value)) {
      copies.remove();
      return show({ state: "saved", savedAt: server?.saved_at ?? null, error: null });
    }
    show({ state: "conflict", theirs, error: null });
  };

  const begin = (copy: LocalCopy<T> | null) => {
    const recovery = recoverOf(kind, copy, initial);
    if (recovery.kind === "nothing") return copies.remove();
    const theirs = current.value;
    const value = kind.pick(recovery.copy);
    if (recovery.kind === "choose") return show({ value, state: "conflict", theirs });
    show({ value, state: "typing", isRestored: true });
    saveIn(AUTOSAVE_MS);
  };

  begin(copies.read());

  return {
    view: () => current,
    revision: () => revision,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    type(change) {
      if (current.state === "lost" || current.state === "conflict") return;
      show({ value: { ...current.value, ...change }, state: current.state === "failing" ? "failing" : "typing" });
      keepHere();
      saveIn(AUTOSAVE_MS);
    },
    async flush() {
      await running;
      return current.state === "saved" || saveNow();
    },
    choose(which) {
      if (current.theirs === null) return;
      const value = which === "theirs" ? current.theirs : current.value;
      show({ value, theirs: null, state: which === "theirs" ? "saved" : "typing" });
      if (which === "theirs") return copies.remove();
      keepHere();
      saveIn(0);
    },
    lose() {
      stopTimer();
      const isUnsaved = current.state !== "saved" && !isLost() && current.state !== "conflict";
      show({ state: "lost" });
      if (isUnsaved) void save(current.value, revision).catch(() => undefined);
    },
    finish() {
      stopTimer();
      copies.remove();
      show({ state: "saved" });
    },
    dispose() {
      stopTimer();
      listeners.clear();
    },
  };
}
