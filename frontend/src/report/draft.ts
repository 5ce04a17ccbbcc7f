import type { Draft } from "../api/types";

export interface ReportText {
  findings: string;
  impression: string;
}

/** What was typed here and may not have reached the server, with the revision it grew from. */
export interface LocalCopy extends ReportText {
  base_revision: number;
  typed_at: string;
}

export const EMPTY: ReportText = { findings: "", impression: "" };

export function sameText(one: ReportText, other: ReportText): boolean {
  return one.findings === other.findings && one.impression === other.impression;
}

export function isBlank(text: ReportText): boolean {
  return text.findings.trim() === "" && text.impression.trim() === "";
}

export type Recovery =
  | { kind: "nothing" }
  /** The server has not changed since: the copy only continues it. */
  | { kind: "restored"; copy: LocalCopy }
  /** Somebody, perhaps the same person elsewhere, saved other text since: a person has to choose. */
  | { kind: "choose"; copy: LocalCopy };

/** Decides what becomes of a copy that a reload or a dead server left behind. */
export function recover(copy: LocalCopy | null, server: Draft | null): Recovery {
  if (copy === null || isBlank(copy) || sameText(copy, server ?? EMPTY)) return { kind: "nothing" };
  return copy.base_revision === (server?.revision ?? 0) ? { kind: "restored", copy } : { kind: "choose", copy };
}

/** Copies in this browser, apart for each person and reading: two people at one computer never meet each other's text. */
export interface Copies {
  read(): LocalCopy | null;
  write(copy: LocalCopy): void;
  remove(): void;
}

const PREFIX = "teleread.draft.";
const KEPT_MS = 14 * 24 * 3600 * 1000;

export function copiesIn(storage: Storage, accountId: string, readingId: string): Copies {
  const key = `${PREFIX}${accountId}.${readingId}`;
  return {
    read: () => parse(storage.getItem(key)),
    write(copy) {
      try {
        storage.setItem(key, JSON.stringify(copy));
      } catch {
        // A browser that is full or forbidden to keep anything must not stop the typing: the server saves in seconds.
      }
    },
    remove: () => storage.removeItem(key),
  };
}

/** Removes copies that nobody came back for. */
export function forgetOldCopies(storage: Storage, now: number): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of keys) {
    if (!key?.startsWith(PREFIX)) continue;
    const copy = parse(storage.getItem(key));
    if (copy === null || now - Date.parse(copy.typed_at) > KEPT_MS) storage.removeItem(key);
  }
}

function parse(raw: string | null): LocalCopy | null {
  if (raw === null) return null;
  try {
    const copy = JSON.parse(raw) as Partial<LocalCopy>;
    const isWhole =
      typeof copy.findings === "string" &&
      typeof copy.impression === "string" &&
      typeof copy.base_revision === "number" &&
      typeof copy.typed_at === "string" &&
      !Number.isNaN(Date.parse(copy.typed_at));
    return isWhole ? (copy as LocalCopy) : null;
  } catch {
    return null;
  }
}
