import type { InstanceDisplay, VoiWindow } from "./display";
import { type Turn, UPRIGHT } from "./geometry";
import { isCurve, presetsOf } from "./presets";
import { type Extent, isColour } from "./stored";
import { modalityLine, P_VALUE_MAX, type Range, rangeOf, toModality, toStored } from "./voi";

/** How the reader has the picture before them. A window of null is the one that the preset opens with. */
export interface Look {
  preset: number;
  window: VoiWindow | null;
  isInverted: boolean;
  turn: Turn;
}

export interface Drawing {
  /** The drawn values that are black and white; null for colour, which is drawn as it is. */
  range: Range | null;
  isInverted: boolean;
}

export const FIRST_LOOK: Look = { preset: 0, window: null, isInverted: false, turn: UPRIGHT };

/** The index that pictures are prepared with: only curves change the pixels themselves. */
export function curveOf(display: InstanceDisplay, preset: number): number | null {
  return isCurve(presetsOf(display)[preset]) ? preset : null;
}

/**
 * What the screen is told. MONOCHROME1 counts down from white, so its plain picture is the inverted one, and the
 * reader's inversion goes from there.
 */
export function drawingOf(display: InstanceDisplay, look: Look): Drawing {
  if (isColour(display) || look.window === null) return { range: null, isInverted: false };
  const isBent = curveOf(display, look.preset) !== null;
  const line = isBent ? { slope: 1, intercept: 0 } : modalityLine(display);
  const { isReversed, ...range } = toStored(rangeOf(look.window), line);
  const turns = [display.photometric === "MONOCHROME1", isReversed, look.isInverted];
  return { range, isInverted: turns.filter(Boolean).length % 2 === 1 };
}

/** A preview has no stored values: it is grey already, the right way up, and only the reader's inversion is left. */
export function drawingOfPreview(display: InstanceDisplay, look: Look): Drawing {
  if (isColour(display)) return { range: null, isInverted: false };
  return { range: { lower: 0, upper: 255 }, isInverted: look.isInverted };
}

/** How much a drag of one CSS pixel moves the window: a thousand pixels cross everything that is in the picture. */
export function dragStep(display: InstanceDisplay, look: Look, extent: Extent): number {
  if (curveOf(display, look.preset) !== null) return P_VALUE_MAX / 1000;
  const { min, max } = toModality(extent, modalityLine(display));
  return Math.max(max - min, 1) / 1000;
}

/** Right widens the window; up brightens what is seen, in a negative as well. */
export function dragWindow(
  window: VoiWindow,
  by: { x: number; y: number },
  step: number,
  isNegative: boolean,
): VoiWindow {
  const least = window.function === "LINEAR" ? 1 : step;
  const width = Math.max(window.width + by.x * step, least);
  const center = window.center + (isNegative ? -by.y : by.y) * step;
  return { ...window, width, center };
}
