import parts from "./body-parts.json";

/** What a window is for. */
export type Tissue = "lung" | "mediastinum" | "bone" | "soft" | "gas" | "brain" | "subdural" | "sinus";

/** From this share of the picture, counted from its darkest, as black, to that one as white. */
export interface Shares {
  black: number;
  white: number;
}

/** In Hounsfield units. */
export interface Hounsfield {
  center: number;
  width: number;
}

export interface BodyPart {
  /** Found in Body Part Examined or the Anatomic Region, in the words of devices here and elsewhere. */
  words: readonly string[];
  /** For shadow pictures, whose values have no unit. */
  relative: Partial<Record<Tissue, Shares>>;
  hounsfield: Partial<Record<Tissue, Hounsfield>>;
}

/** The first that fits counts: a thoracic spine is a spine. */
export const BODY_PARTS: readonly BodyPart[] = parts;

export function bodyPartOf(said: string): BodyPart | null {
  const upper = said.toUpperCase();
  return BODY_PARTS.find(({ words }) => words.some((word) => upper.includes(word))) ?? null;
}
