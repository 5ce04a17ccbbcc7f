import type { Kind } from "./measurement";

/** What the left button, the pen or a finger does. */
export type Tool = "window" | "zoom" | "pan" | "magnify" | "windowRegion" | Kind;

export const DRAWN: readonly Kind[] = [
  "length",
  "angle",
  "cobb",
  "ratio",
  "rectangle",
  "ellipse",
  "arrow",
  "calibration",
];

export const TOOLS: readonly Tool[] = ["window", "zoom", "pan", "magnify", "windowRegion", ...DRAWN];

const MOVING: ReadonlySet<string> = new Set(TOOLS.filter((tool) => !DRAWN.some((drawn) => drawn === tool)));
const ALL: ReadonlySet<string> = new Set(TOOLS);

export function isTool(action: string): action is Tool {
  return ALL.has(action);
}

/** Whether the tool puts points on the picture. */
export function isDrawn(tool: Tool): tool is Kind {
  return !MOVING.has(tool);
}
