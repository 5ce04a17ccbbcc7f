import type { Modality, Priority } from "../api/types";

export const MODALITIES = ["xray", "ultrasound", "ecg", "other"] as const satisfies readonly Modality[];
export const PRIORITIES = ["emergency", "routine"] as const satisfies readonly Priority[];
