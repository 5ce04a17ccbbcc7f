import type { InstanceDisplay, LookupTable, VoiWindow } from "./display";
import { isUsable, P_VALUE_MAX, windowOf } from "./voi";
import { bodyPartOf, type Shares, type Tissue } from "./window/body-parts";

/**
 * One way in which a picture can be windowed: the file's windows and its tables, its whole range, then what its body
 * part is usually looked at with. `tissue` is in Hounsfield units; `relative` follows the picture's own greys, for
 * the values of a shadow picture have no unit.
 */
export type Preset =
  | { kind: "table"; name: string; table: LookupTable }
  | { kind: "sigmoid"; name: string; window: VoiWindow }
  | { kind: "window"; name: string; window: VoiWindow }
  | { kind: "full" }
  | { kind: "tissue"; tissue: Tissue; window: VoiWindow }
  | { kind: "relative"; tissue: Tissue; shares: Shares };

/** Modalities whose pictures are shadows of the patient. */
const PROJECTIONS: ReadonlySet<string> = new Set(["CR", "DX", "RG", "RF", "XA", "MG", "IO", "PX"]);

/**
 * The file's own ways come first: its windows in their order, then its tables. PS3.3 C.11.2.1 leaves the choice open;
 * this is the server's order as well, so that a thumbnail looks like the picture.
 */
export function presetsOf(display: InstanceDisplay): Preset[] {
  if (display.samples_per_pixel !== 1) return [];
  const presets: Preset[] = [];
  for (const window of display.voi_windows.filter(isUsable)) {
    const name = window.explanation ?? "";
    presets.push({ kind: window.function === "SIGMOID" ? "sigmoid" : "window", name, window });
  }
  for (const table of display.voi_luts) presets.push({ kind: "table", name: table.explanation ?? "", table });
  return [...presets, { kind: "full" }, ...ofBodyPart(display)];
}

function ofBodyPart(display: InstanceDisplay): Preset[] {
  const part = bodyPartOf(display.body_part);
  if (part === null) return [];
  if (display.is_hounsfield) {
    return entries(part.hounsfield).map(([tissue, { center, width }]) => ({
      kind: "tissue",
      tissue,
      window: { center, width, function: "LINEAR" },
    }));
  }
  if (!PROJECTIONS.has(display.modality)) return [];
  return entries(part.relative).map(([tissue, shares]) => ({ kind: "relative", tissue, shares }));
}

function entries<Value>(of: Partial<Record<Tissue, Value>>): [Tissue, Value][] {
  return Object.entries(of) as [Tissue, Value][];
}

/** Curves are laid into the pixels when they are loaded; straight windows are only a range over them. */
export function isCurve(preset: Preset | undefined): boolean {
  return preset?.kind === "table" || preset?.kind === "sigmoid";
}

/** The window with which a bent picture starts: all of its P-values. */
export const P_VALUES: VoiWindow = windowOf({ lower: 0, upper: P_VALUE_MAX });
