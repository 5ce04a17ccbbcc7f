import type { InstanceDisplay } from "../display";

/** A beginning of a lossless rendition that decodes to a smaller picture. */
export interface Level {
  columns: number;
  rows: number;
  size_bytes: number;
}

export interface Renditions {
  state: "pending" | "ready" | "none";
  preview: { media_type: string; width: number; height: number; size_bytes: number } | null;
  preview_clip: {
    media_type: string;
    width: number;
    height: number;
    size_bytes: number;
    number_of_frames: number;
  } | null;
  lossless: { media_type: string; frames: readonly { size_bytes: number; levels: readonly Level[] }[] } | null;
}

const NONE: Renditions = { state: "none", preview: null, preview_clip: null, lossless: null };
/** A code stream of High-Throughput JPEG 2000 (ITU-T T.814), which is what the browser's decoder reads. */
export const HTJ2K = "image/jphc";
/** A beginning is wanted of what takes seconds to come, and only if it comes much sooner. */
const LARGE_BYTES = 1 << 20;
const PREFIX_PIXELS = 720;
const PREFIX_SHARE = 0.25;

export function renditionsOf(display: InstanceDisplay): Renditions {
  return display.renditions ?? NONE;
}

export function nativeBytes(display: InstanceDisplay): number {
  return display.rows * display.columns * display.samples_per_pixel * (display.bits_allocated > 8 ? 2 : 1);
}

/** The size of the lossless rendition of a frame, where there is one that the browser can decode and that is smaller. */
export function losslessOf(display: InstanceDisplay, frame: number): { size_bytes: number; levels: readonly Level[] } | null {
  const { lossless } = renditionsOf(display);
  const found = lossless?.media_type === HTJ2K ? lossless.frames[frame - 1] : undefined;
  return found !== undefined && found.size_bytes < nativeBytes(display) ? found : null;
}

/** The beginning of a large grey picture that is drawn first: about 500 pixels wide, of true values. */
export function prefixOf(display: InstanceDisplay, frame: number): Level | null {
  const whole = losslessOf(display, frame);
  if (whole === null || display.samples_per_pixel !== 1 || whole.size_bytes < LARGE_BYTES) return null;
  const fitting = whole.levels.filter(
    ({ columns, rows, size_bytes }) =>
      Math.max(columns, rows) <= PREFIX_PIXELS && size_bytes <= PREFIX_SHARE * whole.size_bytes,
  );
  return fitting.reduce<Level | null>((best, level) => (best === null || level.columns > best.columns ? level : best), null);
}

/** Whether a preview is of use: it comes sooner than the frame itself. */
export function isWorthPreview(display: InstanceDisplay, frame: number): boolean {
  const { preview } = renditionsOf(display);
  const whole = losslessOf(display, frame)?.size_bytes ?? nativeBytes(display);
  return preview !== null && frame === 1 && preview.size_bytes < whole / 2;
}
