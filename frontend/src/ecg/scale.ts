/** How time and voltage become paper. All lengths are millimetres; pixels come in only when something is painted. */
export interface Scale {
  mmPerSecond: number;
  mmPerMillivolt: number;
}

export const SPEEDS_MM_PER_S = [12.5, 25, 50] as const;
export const GAINS_MM_PER_MV = [5, 10, 20] as const;
export const STANDARD: Scale = { mmPerSecond: 25, mmPerMillivolt: 10 };

export const SMALL_SQUARE_MM = 1;
export const LARGE_SQUARE_MM = 5;

/** The calibration pulse of every electrocardiograph: 1 mV for 0.2 s. */
export const PULSE_MV = 1;
export const PULSE_S = 0.2;

const MICROVOLTS_PER_MILLIVOLT = 1000;

export function widthMm(seconds: number, scale: Scale): number {
  return seconds * scale.mmPerSecond;
}

export function heightMm(microvolts: number, scale: Scale): number {
  return (microvolts / MICROVOLTS_PER_MILLIVOLT) * scale.mmPerMillivolt;
}
