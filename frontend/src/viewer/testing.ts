import type { InstanceDisplay } from "./display";

/** A picture of eight bits, for tests to vary. */
export function aDisplay(part: Partial<InstanceDisplay> = {}): InstanceDisplay {
  return {
    rows: 2,
    columns: 2,
    number_of_frames: 1,
    bits_allocated: 8,
    bits_stored: 8,
    high_bit: 7,
    pixel_representation: 0,
    samples_per_pixel: 1,
    photometric: "MONOCHROME2",
    id: "00000000-0000-0000-0000-000000000000",
    kind: "image",
    regions: [],
    rescale_slope: 1,
    rescale_intercept: 0,
    modality_lut: null,
    voi_windows: [],
    voi_luts: [],
    padding: null,
    is_hounsfield: false,
    modality: "OT",
    body_part: "",
    pixel_spacing: null,
    pixel_aspect_ratio: 1,
    frame_times_ms: null,
    frame_times_origin: null,
    playback: "loop",
    patient_orientation: null,
    is_lossy: false,
    lossy_ratio: null,
    renditions: { state: "none", preview: null, preview_clip: null, lossless: null },
    cannot_show: null,
    ...part,
  };
}
