import type { ReadingDetail } from "../api/types";

type Held = Pick<ReadingDetail, "state" | "holder_id" | "fencing_token">;

/** This window's own token, so that a reload goes on while a second window asks first. */
export interface HoldMemory {
  read(): number | null;
  write(token: number): void;
  forget(): void;
}

export function holdMemoryIn(storage: Storage, readingId: string): HoldMemory {
  const key = `teleread.hold.${readingId}`;
  return {
    read() {
      const kept = storage.getItem(key);
      return kept === null ? null : Number(kept);
    },
    write: (token) => storage.setItem(key, String(token)),
    forget: () => storage.removeItem(key),
  };
}

export function isStarted(reading: Pick<ReadingDetail, "state">): boolean {
  return reading.state === "in_progress" || reading.state === "in_review";
}

/** True when the present hold was begun in this window. */
export function isHeldHere(reading: Held, accountId: string, token: number | null): boolean {
  return isStarted(reading) && reading.holder_id === accountId && reading.fencing_token === token;
}

/**
 * True when the reading as last seen says that this window's hold is over. Tokens only grow, so a lower one is
 * news from before our START and says nothing.
 */
export function hasLost(reading: Held, accountId: string, token: number): boolean {
  if (reading.fencing_token < token) return false;
  return reading.fencing_token > token || reading.holder_id !== accountId;
}
