import type { Panel } from "./layout";
import type { Signal } from "./trace";
import type { WaveformChannel } from "./waveform";

/** An earlier recording under the one that is read. */
export interface Previous {
  /** By channel of the recording that is read; null where the earlier one has no such lead. */
  signals: readonly (Signal | null)[];
  /** Its beats, as samples from 0 of its own. */
  marks: readonly number[];
  samplingFrequency: number;
  /** How much later than aligned it is drawn, by hand. */
  shiftS: number;
}

/** How far the panels of a sheet could be aligned. */
export function alignedPart(shifts: readonly (number | null)[]): "all" | "some" | "none" {
  const found = shifts.filter((one) => one !== null).length;
  if (found === 0) return "none";
  return found === shifts.length ? "all" : "some";
}

type Named = Pick<WaveformChannel, "lead" | "label">;

/** The channel of an earlier recording for each of this one, by the lead; a label that names no lead is compared as it is. */
export function sameLeads(channels: readonly Named[], earlier: readonly Named[]): (number | null)[] {
  const nameOf = ({ lead, label }: Named) => lead ?? label.trim().toLowerCase();
  const names = earlier.map(nameOf);
  return channels.map((one) => {
    const at = nameOf(one) === "" ? -1 : names.indexOf(nameOf(one));
    return at < 0 ? null : at;
  });
}

/** A beat whose first moments are off the panel aligns badly to the eye. */
const LEAD_IN_S = 0.15;

/**
 * By how much the earlier recording is moved in a panel, so that a beat of it lies on the panel's first beat: its
 * nearest in time, so that as little as possible is moved. Null where one of the two has no mark there.
 */
export function alignment(
  panel: Pick<Panel, "startS" | "endS">,
  beats: { marks: readonly number[]; samplingFrequency: number },
  previous: Pick<Previous, "marks" | "samplingFrequency">,
): number | null {
  const first = beats.marks
    .map((mark) => mark / beats.samplingFrequency)
    .find((at) => at >= panel.startS + LEAD_IN_S && at <= panel.endS);
  if (first === undefined || previous.marks.length === 0) return null;
  const nearest = previous.marks
    .map((mark) => mark / previous.samplingFrequency)
    .reduce((best, at) => (Math.abs(at - first) < Math.abs(best - first) ? at : best));
  return first - nearest;
}
