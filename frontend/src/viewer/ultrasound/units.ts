/** PS3.3 C.8.5.5.1.15, Physical Units: what a direction of an ultrasound region counts in. */
export type Unit = "mm" | "cm" | "px" | "s" | "Hz" | "cm/s" | "%" | "dB" | "dB/s" | "°";

const UNITS: Readonly<Record<number, Unit>> = {
  1: "%",
  2: "dB",
  3: "cm",
  4: "s",
  5: "Hz",
  6: "dB/s",
  7: "cm/s",
  12: "°",
};

/** Null where the device says none, or one in which nothing is measured with a caliper. */
export function unitOf(code: number | null | undefined): Unit | null {
  return UNITS[code ?? 0] ?? null;
}

/** How fast a value changes: cm over s are cm/s, cm/s over s are cm/s². */
export function perSecond(unit: Unit): string {
  return unit.endsWith("/s") ? `${unit}²` : `${unit}/s`;
}
