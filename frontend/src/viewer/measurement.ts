import type { KnownLength } from "./calibration";
import type { Point } from "./geometry";

export type Kind = "length" | "angle" | "cobb" | "ratio" | "ellipse" | "rectangle" | "arrow" | "calibration";

/**
 * Something that a reader drew on one frame. Points are in the picture as it is stored, so that turning, zooming and
 * the size of the screen change nothing; all of it is plain JSON.
 */
export interface Measurement {
  id: number;
  instanceId: string;
  /** Frames count from 1 (PS3.3). */
  frame: number;
  kind: Kind;
  points: readonly Point[];
  /** What an arrow says; of any other what the reader calls it, or nothing. */
  text: string;
  /** The known length of a calibration line. */
  mm: number | null;
}

/** How many points each needs. Of an arrow the first is its head; of an angle the second is the vertex. */
export const POINTS: Readonly<Record<Kind, number>> = {
  length: 2,
  angle: 3,
  cobb: 4,
  ratio: 4,
  ellipse: 2,
  rectangle: 2,
  arrow: 2,
  calibration: 2,
};

/** The two separate lines of a Cobb angle or a ratio; other kinds are one stroke. */
export function isOfTwoLines(kind: Kind): boolean {
  return kind === "cobb" || kind === "ratio";
}

export function isShape(kind: Kind): kind is "ellipse" | "rectangle" {
  return kind === "ellipse" || kind === "rectangle";
}

/** What the reader calibrated last on an Instance, for all of its frames. */
export function knownLengthOf(measurements: readonly Measurement[], instanceId: string): KnownLength | null {
  const last = measurements.findLast((one) => one.kind === "calibration" && one.instanceId === instanceId);
  return last?.mm == null ? null : { points: last.points, mm: last.mm };
}

/** What a measurement says, with its name before it where the reader gave it one. */
export function saidOf(
  { kind, text }: Pick<Measurement, "kind" | "text">,
  lines: readonly string[],
): readonly string[] {
  return kind === "arrow" || text === "" ? lines : [text, ...lines];
}
