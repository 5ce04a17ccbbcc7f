/**
 * How good a picture is that can be drawn. `preview`: small and lossy, grey as the file's first window has it.
 * `prefix`: the beginning of the lossless rendition, exact at a lower resolution. `full`: every stored value.
 */
export type Grade = "preview" | "prefix" | "full";

const ORDER: readonly Grade[] = ["preview", "prefix", "full"];

export function isBetter(grade: Grade, than: Grade | undefined): boolean {
  return than === undefined || ORDER.indexOf(grade) > ORDER.indexOf(than);
}

