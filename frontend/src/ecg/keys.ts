export type EcgAction =
  | "layout"
  | "rhythmLead"
  | "speed"
  | "gain"
  | "calipers"
  | "hand"
  | "marks"
  | "newCaliper"
  | "keep"
  | "march"
  | "otherJaw"
  | "remove"
  | "left"
  | "right"
  | "up"
  | "down"
  | "baseline"
  | "mains"
  | "muscle"
  | "beats"
  | "panel"
  | "previous"
  | "earlier"
  | "later"
  | "start"
  | "end"
  | "help";

/** What each key does, and how it is written on the page. */
export const ECG_KEYS: readonly { keys: readonly string[]; shown: string; action: EcgAction }[] = [
  { keys: ["l"], shown: "L", action: "layout" },
  { keys: ["e"], shown: "E", action: "rhythmLead" },
  { keys: ["s"], shown: "S", action: "speed" },
  { keys: ["g"], shown: "G", action: "gain" },
  { keys: ["c"], shown: "C", action: "calipers" },
  { keys: ["h"], shown: "H", action: "hand" },
  { keys: ["r"], shown: "R", action: "marks" },
  { keys: ["n"], shown: "N", action: "newCaliper" },
  { keys: ["k"], shown: "K", action: "keep" },
  { keys: ["m"], shown: "M", action: "march" },
  { keys: ["x"], shown: "X", action: "otherJaw" },
  { keys: ["arrowleft"], shown: "←", action: "left" },
  { keys: ["arrowright"], shown: "→", action: "right" },
  { keys: ["arrowup"], shown: "↑", action: "up" },
  { keys: ["arrowdown"], shown: "↓", action: "down" },
  { keys: ["delete", "backspace"], shown: "Del", action: "remove" },
  { keys: ["1"], shown: "1", action: "baseline" },
  { keys: ["2"], shown: "2", action: "mains" },
  { keys: ["3"], shown: "3", action: "muscle" },
  { keys: ["b"], shown: "B", action: "beats" },
  { keys: ["q"], shown: "Q", action: "panel" },
  { keys: ["o"], shown: "O", action: "previous" },
  { keys: ["pageup"], shown: "PgUp", action: "earlier" },
  { keys: ["pagedown"], shown: "PgDn", action: "later" },
  { keys: ["home"], shown: "Home", action: "start" },
  { keys: ["end"], shown: "End", action: "end" },
  { keys: ["?"], shown: "?", action: "help" },
];

export function ecgKey(action: EcgAction): string {
  return ECG_KEYS.find((one) => one.action === action)?.shown ?? "";
}

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  target: unknown;
}

/** What a key means on the ECG; null where it belongs to someone typing, to a list, or to the browser. */
export function ecgActionOf(event: Pressed): EcgAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const target = event.target as { tagName?: string; isContentEditable?: boolean; closest?: Element["closest"] } | null;
  if (target?.isContentEditable === true || /^(?:input|textarea|select)$/i.test(target?.tagName ?? "")) return null;
  if (target?.closest?.("[role=dialog],[role=separator]") != null) return null;
  return ECG_KEYS.find(({ keys }) => keys.includes(event.key.toLowerCase()))?.action ?? null;
}
