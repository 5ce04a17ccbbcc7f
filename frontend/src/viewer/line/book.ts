import { whenForgotten } from "../../api/forgetting";

/** What is to be said to the server of one Instance; frames count from 1. */
export interface Seen {
  instance_id: string;
  previewed: number[];
  diagnostic: number[];
  is_whole: boolean;
}

export interface Book {
  /** Frames were on the screen, as a preview or in diagnostic quality. */
  drawn: (instanceId: string, frames: readonly number[], isDiagnostic: boolean) => void;
  /** All of an Instance was on the screen in diagnostic quality. */
  completed: (instanceId: string) => void;
  /** The Instances of which a frame was seen as a preview and not yet in diagnostic quality. */
  owed: () => ReadonlySet<string>;
  /** What was seen of these Instances and not told yet; it counts as told. */
  take: (instanceIds: ReadonlySet<string>) => Seen[];
  /** What was taken did not reach the server. */
  giveBack: (seen: readonly Seen[]) => void;
  subscribe: (listener: () => void) => () => void;
  forget: () => void;
}

interface Page {
  owed: ReadonlySet<number>;
  previewed: ReadonlySet<number>;
  diagnostic: ReadonlySet<number>;
  isWhole: boolean;
  isTold: boolean;
}

const BLANK: Page = { owed: new Set(), previewed: new Set(), diagnostic: new Set(), isWhole: false, isTold: true };

/**
 * Keeps what this page has shown: nobody signs for a picture of which they saw a preview only. Told is only what
 * matters to that, so that a clip that came whole makes no noise.
 */
export function shownBook(): Book {
  const pages = new Map<string, Page>();
  const listeners = new Set<() => void>();
  let owed: ReadonlySet<string> = new Set();

  const write = (instanceId: string, page: Page) => {
    pages.set(instanceId, page);
    const isOwed = page.owed.size > 0;
    if (isOwed !== owed.has(instanceId)) {
      owed = new Set([...pages].filter(([, one]) => one.owed.size > 0).map(([id]) => id));
    }
    for (const listener of listeners) listener();
  };

  return {
    drawn(instanceId, frames, isDiagnostic) {
      const page = pages.get(instanceId) ?? BLANK;
      const fresh = frames.filter((frame) => page.owed.has(frame) === isDiagnostic);
      if (fresh.length === 0) return;
      const rest = new Set(page.owed);
      for (const frame of fresh) {
        if (isDiagnostic) rest.delete(frame);
        else rest.add(frame);
      }
      const previewed = isDiagnostic ? page.previewed : new Set([...page.previewed, ...fresh]);
      const diagnostic = isDiagnostic ? new Set([...page.diagnostic, ...fresh]) : page.diagnostic;
      write(instanceId, { ...page, owed: rest, previewed, diagnostic, isTold: false });
    },
    completed(instanceId) {
      const page = pages.get(instanceId) ?? BLANK;
      write(instanceId, { ...page, owed: new Set(), isWhole: true, isTold: false });
    },
    owed: () => owed,
    take(instanceIds) {
      const seen: Seen[] = [];
      for (const [instanceId, page] of pages) {
        if (page.isTold || !instanceIds.has(instanceId)) continue;
        const { previewed, diagnostic, isWhole } = page;
        seen.push({ instance_id: instanceId, previewed: [...previewed], diagnostic: [...diagnostic], is_whole: isWhole });
        pages.set(instanceId, { ...page, previewed: new Set(), diagnostic: new Set(), isTold: true });
      }
      return seen;
    },
    giveBack(seen) {
      for (const { instance_id, previewed, diagnostic } of seen) {
        const page = pages.get(instance_id) ?? BLANK;
        pages.set(instance_id, {
          ...page,
          previewed: new Set([...previewed, ...page.previewed]),
          diagnostic: new Set([...diagnostic, ...page.diagnostic]),
          isTold: false,
        });
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    forget() {
      pages.clear();
      owed = new Set();
      for (const listener of listeners) listener();
    },
  };
}

/** The book of this page. */
export const book = shownBook();

whenForgotten(book.forget);
