/** What is known of a copy besides what it is a copy of: the revision that it grew from, and when it was made. */
export interface Stamp {
  base_revision: number;
  typed_at: string;
}

/** What was made here and may not have reached the server. */
export type LocalCopy<T> = T & Stamp;

/** What can be kept: a text, or what was drawn. */
export interface Keepable<T> {
  /** Of the names in the browser's storage. */
  prefix: string;
  empty: T;
  isSame: (one: T, other: T) => boolean;
  /** Whether a copy of it is not worth bringing back. */
  isBlank: (value: T) => boolean;
  /** Itself, without what came along with it. */
  pick: (from: T) => T;
  isWhole: (raw: Partial<T>) => boolean;
}

export type Recovery<T> =
  | { kind: "nothing" }
  /** The server has not changed since: the copy only continues it. */
  | { kind: "restored"; copy: LocalCopy<T> }
  /** Somebody, perhaps the same person elsewhere, saved something else since: a person has to choose. */
  | { kind: "choose"; copy: LocalCopy<T> };

/** Decides what becomes of a copy that a reload or a dead server left behind. */
export function recoverOf<T>(
  { empty, isSame, isBlank }: Keepable<T>,
  copy: LocalCopy<T> | null,
  server: (T & { revision: number }) | null,
): Recovery<T> {
  if (copy === null || isBlank(copy) || isSame(copy, server ?? empty)) return { kind: "nothing" };
  return copy.base_revision === (server?.revision ?? 0) ? { kind: "restored", copy } : { kind: "choose", copy };
}

/** Copies in this browser, apart for each person and reading: two people at one computer never meet each other's. */
export interface Copies<T> {
  read(): LocalCopy<T> | null;
  write(copy: LocalCopy<T>): void;
  remove(): void;
}

const KEPT_MS = 14 * 24 * 3600 * 1000;

export function copiesOf<T>(
  { prefix, isWhole }: Keepable<T>,
  storage: Storage,
  accountId: string,
  readingId: string,
): Copies<T> {
  const key = `${prefix}${accountId}.${readingId}`;
  return {
    read: () => {
      const copy = parse(storage.getItem(key)) as (Partial<T> & Stamp) | null;
      return copy !== null && isWhole(copy) ? (copy as LocalCopy<T>) : null;
    },
    write(copy) {
      try {
        storage.setItem(key, JSON.stringify(copy));
      } catch {
        // A browser that is full or forbidden to keep anything must not stop the work: the server saves in seconds.
      }
    },
    remove: () => storage.removeItem(key),
  };
}

/** Removes copies that nobody came back for. */
export function forgetOld(prefixes: readonly string[], storage: Storage, now: number): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of keys) {
    if (key === null || !prefixes.some((prefix) => key.startsWith(prefix))) continue;
    const copy = parse(storage.getItem(key));
    if (copy === null || now - Date.parse(copy.typed_at) > KEPT_MS) storage.removeItem(key);
  }
}

function parse(raw: string | null): Stamp | null {
  if (raw === null) return null;
  try {
    const copy = JSON.parse(raw) as Partial<Stamp> | null;
    const isStamped =
      typeof copy?.base_revision === "number" &&
      typeof copy.typed_at === "string" &&
      !Number.isNaN(Date.parse(copy.typed_at));
    return isStamped ? (copy as Stamp) : null;
  } catch {
    return null;
  }
}
