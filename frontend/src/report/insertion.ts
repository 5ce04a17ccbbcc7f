import { useSyncExternalStore } from "react";

/** Takes text into the findings; false where they cannot be written just now. */
type Insertion = (text: string) => boolean;

let current: Insertion | null = null;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** The editor that is open offers its findings to whoever measures; the returned function withdraws the offer. */
export function offerInsertion(insertion: Insertion): () => void {
  current = insertion;
  tell();
  return () => {
    if (current !== insertion) return;
    current = null;
    tell();
  };
}

/** Appends text to the findings of the open editor; false where there is none. */
export function insertIntoFindings(text: string): boolean {
  return current?.(text) ?? false;
}

/** The findings with a text on a line of its own after them. */
export function appended(findings: string, text: string): string {
  const before = findings.trimEnd();
  return before === "" ? text : `${before}\n${text}`;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useCanInsert(): boolean {
  return useSyncExternalStore(subscribe, () => current !== null);
}
