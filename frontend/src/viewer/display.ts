import type { components } from "../api/schema";

type Schemas = components["schemas"];

type Explained = "explanation";

export type LookupTable = Omit<Schemas["LookupTable"], Explained> & { explanation?: string };
export type VoiFunction = Schemas["VoiWindow"]["function"];
/** A window; what the reader made by dragging has no explanation. */
export type VoiWindow = Omit<Schemas["VoiWindow"], Explained> & { explanation?: string };

type Described = Schemas["InstanceDisplay"];
type Pixels =
  | "rows"
  | "columns"
  | "bits_allocated"
  | "bits_stored"
  | "high_bit"
  | "pixel_representation"
  | "samples_per_pixel"
  | "photometric";

type Transforms = "voi_windows" | "voi_luts" | "modality_lut" | "padding";

/** What the server says of a picture before its frames are asked for. */
export type InstanceDisplay = Required<Omit<Described, Pixels | Transforms>> & {
  [Name in Pixels]: NonNullable<Described[Name]>;
} & { 
  voi_windows: readonly VoiWindow[];
  voi_luts: readonly LookupTable[];
  modality_lut: LookupTable | null;
  /** Stored values that stand for no picture, both ends included. */
  padding: readonly number[] | null;
};
