export type Action =
  | "window"
  | "zoom"
  | "pan"
  | "invert"
  | "reset"
  | "actualSize"
  | "play"
  | "previousFrame"
  | "nextFrame"
  | "previous"
  | "next"
  | "previousSeries"
  | "nextSeries"
  | "labels"
  | "help";

/** What each key does, and how it is written on the page. */
export const KEYS: readonly { key: string; shown: string; action: Action }[] = [
  { key: "w", shown: "W", action: "window" },
  { key: "z", shown: "Z", action: "zoom" },
  { key: "p", shown: "P", action: "pan" },
  { key: "i", shown: "I", action: "invert" },
  { key: "r", shown: "R", action: "reset" },
  { key: "a", shown: "A", action: "actualSize" },
  { key: " ", shown: "Space", action: "play" },
  { key: ",", shown: ",", action: "previousFrame" },
  { key: ".", shown: ".", action: "nextFrame" },
  { key: "arrowleft", shown: "←", action: "previous" },
  { key: "arrowright", shown: "→", action: "next" },
  { key: "arrowup", shown: "↑", action: "previousSeries" },
  { key: "arrowdown", shown: "↓", action: "nextSeries" },
  { key: "t", shown: "T", action: "labels" },
  { key: "?", shown: "?", action: "help" },
];

export function shownKey(action: Action): string {
  return KEYS.find((one) => one.action === action)?.shown ?? "";
}

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  target: unknown;
}

/** The preset whose number was pressed, counted from 1, or the action; null where the key belongs to someone typing. */
export function actionOf(event: Pressed): Action | number | null {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return null;
  if (/^[1-9]$/.test(event.key)) return Number(event.key);
  const found = KEYS.find((one) => one.key === event.key.toLowerCase());
  if (found === undefined) return null;
  if (found.action === "play" && isPressable(event.target)) return null;
  if (found.key.startsWith("arrow") && isSlider(event.target)) return null;
  return found.action;
}

function isTyping(target: unknown): boolean {
  const element = target as { tagName?: string; type?: string; isContentEditable?: boolean } | null;
  if (element?.isContentEditable === true) return true;
  return element?.type !== "range" && /^(?:input|textarea|select)$/i.test(element?.tagName ?? "");
}

/** The arrows move a focused slider. */
function isSlider(target: unknown): boolean {
  return (target as { type?: string } | null)?.type === "range";
}

/** The space bar presses a focused button; it must not do two things. */
function isPressable(target: unknown): boolean {
  return /^(?:button|a|summary)$/i.test((target as { tagName?: string } | null)?.tagName ?? "");
}
