import { isHoldLost, isPassing, isProblem } from "../api/problem";
import type { Draft } from "../api/types";
import { type Copies, EMPTY, type LocalCopy, type ReportText, recover, sameText } from "./draft";

export const AUTOSAVE_MS = 3_000;
export const RETRY_MS = 5_000;

/**
 * `lost`: the hold is gone and the text can only be kept here. `conflict`: the server has other text, a person chooses.
 * `refused`: the server said no to this text; typing tries again.
 */
export type SaveState = "saved" | "typing" | "saving" | "failing" | "refused" | "conflict" | "lost";

export interface DraftView {
  text: ReportText;
  state: SaveState;
  savedAt: string | null;
  /** Text was brought back from this computer. */
  isRestored: boolean;
  /** The other text, while a choice is open. */
  theirs: ReportText | null;
  error: unknown;
}

export interface DraftKeeper {
  view(): DraftView;
  /** The server's number of the text that it has from here. */
  revision(): number;
  subscribe(listener: () => void): () => void;
  type(change: Partial<ReportText>): void;
  /** Saves now; true when the server has all of the text. */
  flush(): Promise<boolean>;
  choose(which: "mine" | "theirs"): void;
  /** The hold is gone: what was typed is sent a last time, for the server keeps it for its author; the copy stays. */
  lose(): void;
  /** The text has become a submission: the copy may go. */
  finish(): void;
  dispose(): void;
}

export interface DraftDoors {
  initial: Draft | null;
  copies: Copies;
  save: (text: ReportText, revision: number) => Promise<Draft>;
  reload: () => Promise<Draft | null>;
  now: () => number;
}

/** Keeps what is typed: at once in this browser, every few seconds on the server. Knows nothing of React. */
export function createDraftKeeper({ initial, copies, save, reload, now }: DraftDoors): DraftKeeper {
  const listeners = new Set<() => void>();
  let revision = initial?.revision ?? 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<boolean> | null = null;
  let current: DraftView = {
    text: initial ? { findings: initial.findings, impression: initial.impression } : EMPTY,
    state: "saved",
    savedAt: initial?.saved_at ?? null,
    isRestored: false,
    theirs: null,
    error: null,
  };

  const show = (change: Partial<DraftView>) => {
    current = { ...current, ...change };
    for (const listener of listeners) listener();
  };
  const keepHere = () =>
    copies.write({ ...current.text, base_revision: revision, typed_at: new Date(now()).toISOString() });
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
    const sent = current.text;
    show({ state: "saving" });
    try {
      const draft = await save(sent, revision);
      revision = draft.revision;
      return afterSaving(sent, draft);
    } catch (error) {
      await afterRefusal(error);
      return false;
    }
  };

  const afterSaving = (sent: ReportText, draft: Draft): boolean => {
    const isAll = sameText(sent, current.text);
    if (isLost()) return false;
    if (isAll) copies.remove();
    else {
      keepHere();
      saveIn(AUTOSAVE_MS);
    }
    show({ state: isAll ? "saved" : "typing", savedAt: draft.saved_at, error: null });
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

  const offerChoice = (server: Draft | null) => {
    revision = server?.revision ?? 0;
    const theirs = server ?? EMPTY;
    if (sameText(theirs, current.text)) {
      copies.remove();
      return show({ state: "saved", savedAt: server?.saved_at ?? null, error: null });
    }
    show({ state: "conflict", theirs: { findings: theirs.findings, impression: theirs.impression }, error: null });
  };

  const begin = (copy: LocalCopy | null) => {
    const recovery = recover(copy, initial);
    if (recovery.kind === "nothing") return copies.remove();
    const { findings, impression } = recovery.copy;
    const theirs = current.text;
    if (recovery.kind === "choose") return show({ text: { findings, impression }, state: "conflict", theirs });
    show({ text: { findings, impression }, state: "typing", isRestored: true });
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
      show({ text: { ...current.text, ...change }, state: current.state === "failing" ? "failing" : "typing" });
      keepHere();
      saveIn(AUTOSAVE_MS);
    },
    async flush() {
      await running;
      return current.state === "saved" || saveNow();
    },
    choose(which) {
      if (current.theirs === null) return;
      const text = which === "theirs" ? current.theirs : current.text;
      show({ text, theirs: null, state: which === "theirs" ? "saved" : "typing" });
      if (which === "theirs") return copies.remove();
      keepHere();
      saveIn(0);
    },
    lose() {
      stopTimer();
      const isUnsaved = current.state !== "saved" && !isLost() && current.state !== "conflict";
      show({ state: "lost" });
      if (isUnsaved) void save(current.text, revision).catch(() => undefined);
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
