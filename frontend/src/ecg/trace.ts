import type { Panel } from "./layout";
import { heightMm, type Scale, widthMm } from "./scale";

export interface Signal {
  microvolts: Float32Array;
  samplingFrequency: number;
  /** How much later than the first channel this one was sampled. */
  skewS: number;
}

/** Points as x, y, x, y … in millimetres on the paper. */
export type Line = number[];

/**
 * The trace of a panel as unbroken lines: a sample that the device did not record leaves a gap, and nothing is
 * smoothed, joined or cut off.
 */
export function linesOf(signal: Signal, panel: Panel, scale: Scale): Line[] {
  const { microvolts, samplingFrequency, skewS } = signal;
  const first = Math.max(0, Math.ceil((panel.startS - skewS) * samplingFrequency - 1e-6));
  const last = Math.min(microvolts.length - 1, Math.floor((panel.endS - skewS) * samplingFrequency + 1e-6));
  const lines: Line[] = [];
  let line: Line = [];
  for (let at = first; at <= last; at += 1) {
    const value = microvolts[at]!;
    if (Number.isNaN(value)) {
      if (line.length > 0) lines.push(line);
      line = [];
      continue;
    }
    const time = at / samplingFrequency + skewS;
    line.push(panel.x + widthMm(time - panel.startS, scale), panel.baseline - heightMm(value, scale));
  }
  if (line.length > 0) lines.push(line);
  return lines;
}
