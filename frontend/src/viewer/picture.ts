import type { InstanceDisplay, VoiWindow } from "./display";
import { type Size, type Turn, turnSamples } from "./geometry";
import { presetsOf } from "./presets";
import { type Extent, extentOf, isColour, readFrame, type StoredValues, throughModalityTable } from "./stored";
import { bend, fullWindow, modalityLine, P_VALUE_MAX, sigmoidCurve, tableCurve, toModality, windowOf } from "./voi";

/** A frame made ready for drawing: only a straight range stands between its values and the screen. */
export interface Picture {
  isColour: boolean;
  values: StoredValues;
  /** Before any curve: stored values, or modality values where a table makes them. Measured, never drawn. */
  straight: StoredValues;
  extent: Extent;
  /** The window over the drawn values that shows all of them. */
  window: VoiWindow;
}

/** Prepares the bytes of a frame. `curve` is the index of a preset that bends values, or null for none. */
export function pictureOf(bytes: ArrayBuffer, display: InstanceDisplay, curve: number | null): Picture {
  const stored = readFrame(bytes, display);
  if (isColour(display)) {
    return {
      isColour: true,
      values: stored,
      straight: stored,
      extent: { min: 0, max: 255 },
      window: { center: 128, width: 256, function: "LINEAR" },
    };
  }
  const table = display.modality_lut;
  const straight = table === null ? stored : throughModalityTable(stored, table);
  const values = curve === null ? straight : bendBy(straight, display, curve);
  const extent = extentOf(values);
  return {
    isColour: false,
    values,
    straight,
    extent,
    window: windowOf({ lower: extent.min, upper: Math.max(extent.max, extent.min + 1) }),
  };
}

/** The same picture lying otherwise. */
export function turnPicture(picture: Picture, size: Size, turn: Turn): Picture {
  const lay = (values: StoredValues): StoredValues => {
    const make = (length: number) => new (values.constructor as new (length: number) => StoredValues)(length);
    return turnSamples(values, { size, turn, samples: picture.isColour ? 3 : 1, make });
  };
  const values = lay(picture.values);
  return { ...picture, values, straight: picture.straight === picture.values ? values : lay(picture.straight) };
}

function bendBy(values: StoredValues, display: InstanceDisplay, curve: number): StoredValues {
  const preset = presetsOf(display)[curve];
  const line = modalityLine(display);
  if (preset?.kind === "sigmoid") return bend(values, line, sigmoidCurve(preset.window));
  if (preset?.kind === "table" && display.voi_lut !== null) return bend(values, line, tableCurve(display.voi_lut));
  return values;
}

/** The window with which a preset starts, in the units that its windows are in: modality values, or P-values after a curve. */
export function openingWindow(display: InstanceDisplay, preset: number, extent: Extent): VoiWindow {
  const chosen = presetsOf(display)[preset];
  if (chosen?.kind === "window") return chosen.window;
  if (chosen?.kind === "table" || chosen?.kind === "sigmoid") return windowOf({ lower: 0, upper: P_VALUE_MAX });
  return fullWindow(display, toModality(extent, modalityLine(display)));
}
