export type LayoutAction = "nextLayout" | "nextPane" | "sync" | "priors";

/** The keys of the panes. They are none of a picture's or an ECG's own. */
export const LAYOUT_KEYS: readonly { key: string; shown: string; action: LayoutAction }[] = [
  { key: "f", shown: "F", action: "nextLayout" },
  { key: "j", shown: "J", action: "nextPane" },
  { key: ";", shown: ";", action: "sync" },
  { key: "f2", shown: "F2", action: "priors" },
];

export const SERIES_KEYS = "Shift+1…9";

export function layoutKey(action: LayoutAction): string {
  return LAYOUT_KEYS.find((one) => one.action === action)?.shown ?? "";
}

interface Pressed {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  target: unknown;
}

/** What a key does with the panes; a number is a series, counted from 1, for the active pane. */
export function layoutActionOf(event: Pressed): LayoutAction | number | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const target = event.target as { tagName?: string; type?: string; isContentEditable?: boolean } | null;
  const isTyping =
    target?.isContentEditable === true ||
    (target?.type !== "range" && /^(?:input|textarea|select)$/i.test(target?.tagName ?? ""));
  if (isTyping && event.key !== "F2") return null;
  // The digit row gives other characters with Shift, and which ones depends on the keyboard.
  const digit = /^Digit([1-9])$/.exec(event.code);
  if (digit !== null) return event.shiftKey ? Number(digit[1]) : null;
  return LAYOUT_KEYS.find((one) => one.key === event.key.toLowerCase())?.action ?? null;
}
