export interface Expandable {
  short_key: string;
  text: string;
  owner: string;
}

export interface Expansion {
  start: number;
  end: number;
  text: string;
}

const LATIN = /[A-Za-z0-9]/u;
const NEAREST: Readonly<Record<string, number>> = { personal: 0, department: 1, house: 2 };

/**
 * What stands before the caret as a short key, and what it expands to. The longest key counts; one of Latin letters
 * has to begin a word, one of ideographs may follow others. A person's own goes before their department's.
 */
export function expansionAt(text: string, caret: number, phrases: readonly Expandable[]): Expansion | null {
  const before = text.slice(0, caret).toLowerCase();
  const fitting = phrases.filter(({ short_key: key }) => before.endsWith(key) && beginsWord(before, key));
  const rank = (one: Expandable) => NEAREST[one.owner] ?? 3;
  const best = fitting.sort((a, b) => b.short_key.length - a.short_key.length || rank(a) - rank(b))[0];
  return best ? { start: caret - best.short_key.length, end: caret, text: best.text } : null;
}

function beginsWord(before: string, key: string): boolean {
  const previous = before.slice(0, before.length - key.length).at(-1);
  return previous === undefined || !LATIN.test(key.charAt(0)) || !LATIN.test(previous);
}

/** Types a text over a part of a field, so that the browser can undo it and tells whoever listens. */
export function typeOver(field: HTMLTextAreaElement, { start, end, text }: Expansion): void {
  field.focus();
  field.setSelectionRange(start, end);
  // The only way to change a field that its own undo knows; a browser without it gets the text without undo.
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
