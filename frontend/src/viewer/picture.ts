import type { InstanceDisplay, VoiWindow } from "./display";
import { type Size, type Turn, turnSamples } from "./geometry";
import { presetsOf } from "./presets";
import { type Extent, isColour, readFrame, type StoredValues, throughModalityTable } from "./stored";
import type { Shares } from "./window/body-parts";
import { type Distribution, distributionOf, extentOf } from "./window/distribution";
import { bend, fullWindow, modalityLine, P_VALUE_MAX, sigmoidCurve, tableCurve, toModality, windowOf } from "./voi";

/** A frame made ready for drawing: only a straight range stands between its values and the screen. */
export interface Picture {
  isColour: boolean;
  values: StoredValues;
  /** Before any curve: stored values, or modality values where a table makes them. Measured, never drawn. */
  straight: StoredValues;
  /** Of all the drawn values, and of those that are no padding. */
  span: Extent;
  extent: Distribution;
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
      span: { min: 0, max: 255 },
      extent: { min: 0, max: 255, valueAt: (share) => 255 * share },
      window: { center: 128, width: 256, function: "LINEAR" },
    };
  }
  const table = display.modality_lut;
  const straight = table === null ? stored : throughModalityTable(stored, table);
  const values = curve === null ? straight : bendBy(straight, display, curve);
  const extent = distributionOf(values, stored, display.padding);
  return {
    isColour: false,
    values,
    straight,
    span: extentOf(values),
    extent,
    window: windowOf({ lower: extent.min, upper: Math.max(extent.max, extent.min + 1) }),
  };
}

/** Eight bits a sample, as they are to be seen. */
export function previewOf(bytes: ArrayBuffer, display: InstanceDisplay): Picture {
  const values = new Uint8Array(bytes);
  return {
    isColour: isColour(display),
    values,
    straight: values,
    span: { min: 0, max: 255 },
    extent: { min: 0, max: 255, valueAt: (share) => 255 * share },
    window: { center: 128, width: 256, function: "LINEAR" },
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
  if (preset?.kind === "table") return bend(values, line, tableCurve(preset.table));
  return values;
}

/** The window with which a preset starts, in the units that its windows are in: modality values, or P-values after a curve. */
export function openingWindow(display: InstanceDisplay, preset: number, extent: Distribution): VoiWindow {
  const chosen = presetsOf(display)[preset];
  const line = modalityLine(display);
  switch (chosen?.kind) {
    case "window":
    case "tissue":
      return chosen.window;
    case "table":
    case "sigmoid":
      return windowOf({ lower: 0, upper: P_VALUE_MAX });
    case "relative":
      return relativeWindow(display, chosen.shares, extent);
    default:
      return fullWindow(display, toModality(extent, line));
  }
}

/** Shares are counted from what is dark as the picture is shown, so from its greatest value where that is black. */
function relativeWindow(display: InstanceDisplay, { black, white }: Shares, extent: Distribution): VoiWindow {
  const line = modalityLine(display);
  const isFalling = (display.photometric === "MONOCHROME1") !== line.slope < 0;
  const shares = isFalling ? [1 - white, 1 - black] : [black, white];
  const [from, to] = shares.map((share) => extent.valueAt(share) * line.slope + line.intercept) as [number, number];
  const lower = Math.min(from, to);
  return windowOf({ lower, upper: Math.max(from, to, lower + 1) });
}
