import { DRAWN, TOOLS } from "./tools";

/** Everything that a key does on the pictures. */
export const ACTIONS = [
  ...TOOLS,
  "rotateRight",
  "rotateLeft",
  "flipAcross",
  "flipDown",
  "zoomIn",
  "zoomOut",
  "keyImage",
  "undo",
  "redo",
  "remove",
  "cancel",
  "invert",
  "reset",
  "actualSize",
  "play",
  "previousFrame",
  "nextFrame",
  "rangeStart",
  "rangeEnd",
  "rangeClear",
  "sweep",
  "slower",
  "faster",
  "previous",
  "next",
  "previousSeries",
  "nextSeries",
  "labels",
  "retry",
  "help",
] as const;

export type Action = (typeof ACTIONS)[number];

/** What each key does, and how it is written on the page. */
export const KEYS: readonly { key: string; shown: string; action: Action }[] = [
  { key: "w", shown: "W", action: "window" },
  { key: "z", shown: "Z", action: "zoom" },
  { key: "p", shown: "P", action: "pan" },
  { key: "m", shown: "M", action: "magnify" },
  { key: "e", shown: "E", action: "windowRegion" },
  { key: "i", shown: "I", action: "invert" },
  { key: "]", shown: "]", action: "rotateRight" },
  { key: "[", shown: "[", action: "rotateLeft" },
  { key: "h", shown: "H", action: "flipAcross" },
  { key: "v", shown: "V", action: "flipDown" },
  { key: "r", shown: "R", action: "reset" },
  { key: "a", shown: "A", action: "actualSize" },
  { key: "pageup", shown: "PgUp", action: "zoomIn" },
  { key: "pagedown", shown: "PgDn", action: "zoomOut" },
  { key: " ", shown: "Space", action: "play" },
  { key: ",", shown: ",", action: "previousFrame" },
  { key: ".", shown: ".", action: "nextFrame" },
  { key: "<", shown: "<", action: "rangeStart" },
  { key: ">", shown: ">", action: "rangeEnd" },
  { key: "x", shown: "X", action: "rangeClear" },
  { key: "s", shown: "S", action: "sweep" },
  { key: "-", shown: "-", action: "slower" },
  { key: "+", shown: "+", action: "faster" },
  { key: "arrowleft", shown: "←", action: "previous" },
  { key: "arrowright", shown: "→", action: "next" },
  { key: "arrowup", shown: "↑", action: "previousSeries" },
  { key: "arrowdown", shown: "↓", action: "nextSeries" },
  { key: "t", shown: "T", action: "labels" },
  { key: "y", shown: "Y", action: "retry" },
  { key: "l", shown: "L", action: "length" },
  { key: "g", shown: "G", action: "angle" },
  { key: "c", shown: "C", action: "cobb" },
  { key: "d", shown: "D", action: "ratio" },
  { key: "b", shown: "B", action: "rectangle" },
  { key: "o", shown: "O", action: "ellipse" },
  { key: "n", shown: "N", action: "arrow" },
  { key: "u", shown: "U", action: "calibration" },
  { key: "k", shown: "K", action: "keyImage" },
  { key: "delete", shown: "Delete", action: "remove" },
  { key: "ctrl+z", shown: "Ctrl+Z", action: "undo" },
  { key: "ctrl+shift+z", shown: "Ctrl+Shift+Z", action: "redo" },
  { key: "escape", shown: "Esc", action: "cancel" },
  { key: "?", shown: "?", action: "help" },
];

const DRAWING: ReadonlySet<Action> = new Set<Action>([...DRAWN, "keyImage", "undo", "redo", "remove", "cancel"]);

const GOING: ReadonlySet<Action> = new Set<Action>([
  "play",
  "previousFrame",
  "nextFrame",
  "rangeStart",
  "rangeEnd",
  "rangeClear",
  "sweep",
  "slower",
  "faster",
  "previous",
  "next",
  "previousSeries",
  "nextSeries",
  "labels",
  "retry",
  "help",
]);

export type DrawingAction = "moveCross" | "moveCrossFar" | "putPoint" | "nextMark" | "previousMark";

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] as const;

/** What keys do while a tool that draws is in hand, and on what was drawn: measuring without a pointer. */
export const DRAWING_KEYS: readonly {
  keys: readonly string[];
  isShifted: boolean;
  shown: string;
  action: DrawingAction;
}[] = [
  { keys: ARROWS, isShifted: false, shown: "← → ↑ ↓", action: "moveCross" },
  { keys: ARROWS, isShifted: true, shown: "Shift+← → ↑ ↓", action: "moveCrossFar" },
  { keys: ["Enter"], isShifted: false, shown: "Enter", action: "putPoint" },
  { keys: ["Tab"], isShifted: false, shown: "Tab", action: "nextMark" },
  { keys: ["Tab"], isShifted: true, shown: "Shift+Tab", action: "previousMark" },
];

/** The help sheet: the keys of looking, of measuring, and of going from picture to picture. */
export const SHEETS = {
  tools: KEYS.filter(({ action }) => !DRAWING.has(action) && !GOING.has(action)),
  measureTools: KEYS.filter(({ action }) => DRAWING.has(action)),
  pictures: KEYS.filter(({ action }) => GOING.has(action)),
} as const;

export function shownKey(action: Action): string {
  return KEYS.find((one) => one.action === action)?.shown ?? "";
}

/** Keys that do the same; the plus stands above the equals sign. */
const SAME: Readonly<Record<string, string>> = { Backspace: "delete", "=": "+" };

interface Pressed {
  key: string;
  ctrlKey: boolean;
  shiftKey?: boolean;
  metaKey: boolean;
  altKey: boolean;
  target: unknown;
}

/** The preset whose number was pressed, counted from 1, or the action; null where the key belongs to someone typing. */
export function actionOf(event: Pressed): Action | number | null {
  if (event.altKey || isTyping(event.target)) return null;
  if (event.ctrlKey || event.metaKey) return commandOf(event);
  if (/^[1-9]$/.test(event.key)) return Number(event.key);
  const key = SAME[event.key] ?? event.key.toLowerCase();
  const found = KEYS.find((one) => one.key === key);
  if (found === undefined) return null;
  if (found.action === "play" && isPressable(event.target)) return null;
  if (found.key.startsWith("arrow") && isSlider(event.target)) return null;
  return found.action;
}

/** With Ctrl, or Cmd on a Mac; all others stay the browser's. */
function commandOf({ key, shiftKey }: Pressed): Action | null {
  const pressed = key.toLowerCase();
  const name = pressed === "y" ? "ctrl+shift+z" : `ctrl+${shiftKey === true ? "shift+" : ""}${pressed}`;
  return KEYS.find((one) => one.key === name)?.action ?? null;
}

/** What a key does for one who measures by keyboard; null where it belongs to the browser or to someone typing. */
export function drawingActionOf(event: Pressed): DrawingAction | null {
  const { key, shiftKey = false, target } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || isTyping(target) || isSlider(target)) return null;
  const found = DRAWING_KEYS.find(({ keys, isShifted }) => keys.includes(key) && isShifted === shiftKey);
  return found === undefined || (found.action === "putPoint" && isPressable(target)) ? null : found.action;
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
