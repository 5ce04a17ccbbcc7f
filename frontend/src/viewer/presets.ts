import type { InstanceDisplay, VoiWindow } from "./display";
import { isUsable, P_VALUE_MAX, windowOf } from "./voi";

/** One way in which a picture can be windowed: the file's windows and its table, then its whole range. */
export type Preset =
  | { kind: "table"; name: string }
  | { kind: "sigmoid"; name: string; window: VoiWindow }
  | { kind: "window"; name: string; window: VoiWindow }
  | { kind: "full" };

/**
 * The file's own ways come first: its windows in their order, then its table. PS3.3 C.11.2.1 leaves the choice open;
 * this is the server's order as well, so that a thumbnail looks like the picture.
 */
export function presetsOf(display: InstanceDisplay): Preset[] {
  if (display.samples_per_pixel !== 1) return [];
  const presets: Preset[] = [];
  for (const window of display.voi_windows.filter(isUsable)) {
    const name = window.explanation ?? "";
    presets.push({ kind: window.function === "SIGMOID" ? "sigmoid" : "window", name, window });
  }
  if (display.voi_lut !== null) presets.push({ kind: "table", name: display.voi_lut.explanation ?? "" });
  return [...presets, { kind: "full" }];
}

/** Curves are laid into the pixels when they are loaded; straight windows are only a range over them. */
export function isCurve(preset: Preset | undefined): boolean {
  return preset?.kind === "table" || preset?.kind === "sigmoid";
}

/** The window with which a bent picture starts: all of its P-values. */
export const P_VALUES: VoiWindow = windowOf({ lower: 0, upper: P_VALUE_MAX });
