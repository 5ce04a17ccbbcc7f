/**
 * How large a pixel is. A browser does not know: its "mm" is a guess of 96 pixels an inch. The reader measures once
 * for each screen. What is kept counts device pixels, so that it still holds when the page is zoomed.
 */
export interface ScreenFacts {
  width: number;
  height: number;
  devicePixelRatio: number;
}

const CSS_PX_PER_MM = 96 / 25.4;
const KEPT = "teleread.ecg.screen";
/** ISO/IEC 7810 ID-1: a bank card, an identity card. */
export const CARD_WIDTH_MM = 85.6;
export const PLAUSIBLE_PX_PER_MM = { least: 1.5, most: 30 } as const;

export interface Calibration {
  /** CSS pixels to a millimetre, as the page is zoomed now. */
  pxPerMm: number;
  isMeasured: boolean;
}

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

function keyOf(screen: ScreenFacts): string {
  const { width, height, devicePixelRatio: dots } = screen;
  return `${KEPT}.${Math.round(width * dots)}x${Math.round(height * dots)}`;
}

export function calibrationOf(store: Store, screen: ScreenFacts): Calibration {
  const kept = Number(store.getItem(keyOf(screen)));
  const isPlausible = kept >= PLAUSIBLE_PX_PER_MM.least && kept <= PLAUSIBLE_PX_PER_MM.most;
  if (!isPlausible) return { pxPerMm: CSS_PX_PER_MM, isMeasured: false };
  return { pxPerMm: kept / screen.devicePixelRatio, isMeasured: true };
}

/** Keeps what was measured: a bar of so many CSS pixels that is so many millimetres long. False if that cannot be. */
export function keepCalibration(store: Store, screen: ScreenFacts, bar: { px: number; mm: number }): boolean {
  const devicePxPerMm = (bar.px * screen.devicePixelRatio) / bar.mm;
  const { least, most } = PLAUSIBLE_PX_PER_MM;
  if (!(devicePxPerMm >= least && devicePxPerMm <= most)) return false;
  store.setItem(keyOf(screen), String(devicePxPerMm));
  return true;
}

export function forgetCalibration(store: Store, screen: ScreenFacts): void {
  store.removeItem(keyOf(screen));
}
