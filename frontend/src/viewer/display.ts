/** What the server says about one Instance before its frames are asked for. */

export interface LookupTable {
  /** The input value that the first entry belongs to. */
  first_value: number;
  bits: number;
  data: readonly number[];
  explanation?: string | null;
}

export type VoiFunction = "LINEAR" | "LINEAR_EXACT" | "SIGMOID";

export interface VoiWindow {
  center: number;
  width: number;
  explanation?: string | null;
  function: VoiFunction;
}

export interface PixelSpacing {
  row_mm: number;
  column_mm: number;
  origin: "pixel_spacing" | "imager_pixel_spacing";
}

export interface InstanceDisplay {
  rows: number;
  columns: number;
  number_of_frames: number;
  bits_allocated: number;
  bits_stored: number;
  high_bit: number;
  pixel_representation: number;
  samples_per_pixel: number;
  photometric: string;
  rescale_slope: number | null;
  rescale_intercept: number | null;
  modality_lut: LookupTable | null;
  voi_windows: readonly VoiWindow[];
  voi_lut: LookupTable | null;
  pixel_spacing: PixelSpacing | null;
  /** The height of a pixel over its width. */
  pixel_aspect_ratio: number;
  frame_times_ms: readonly number[] | null;
  patient_orientation: readonly string[] | null;
  is_lossy: boolean;
  lossy_ratio: number | null;
  cannot_show: { code: string; zh: string; en: string } | null;
}
