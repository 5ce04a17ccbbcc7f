import { LARGE_SQUARE_MM, PULSE_S, type Scale, widthMm } from "./scale";

export type LayoutName = "3x4" | "6x2" | "12x1" | "rows";

/** A channel of a recording, as far as laying it out goes. */
export interface Lead {
  /** The name in the 12-lead set, or null where it is no such lead. */
  lead: string | null;
  label: string;
}

/** A stretch of one channel at its place on the paper: `x` its left edge, `baseline` where 0 mV lies, in mm. */
export interface Panel {
  channel: number;
  label: string;
  x: number;
  baseline: number;
  startS: number;
  endS: number;
}

export interface Sheet {
  widthMm: number;
  heightMm: number;
  panels: Panel[];
  /** Where a calibration pulse stands: its left foot. */
  pulses: { x: number; baseline: number }[];
}

/** One page of paper: ten seconds, as a recorder prints. */
export const PAGE_S = 10;

const EDGE_MM = LARGE_SQUARE_MM;
const SHORTEST_SEQUENCE_S = 4;
const LONGEST_OF_A_SHORT_ONE_S = 2.5;

const LIMB = ["I", "II", "III", "aVR", "aVL", "aVF"] as const;
const CHEST = ["V1", "V2", "V3", "V4", "V5", "V6"] as const;
export const TWELVE: readonly string[] = [...LIMB, ...CHEST];

interface Grid {
  rowMm: number;
  rows: readonly (readonly string[])[];
  rhythm?: string;
}

const GRIDS: Record<Exclude<LayoutName, "rows">, Grid> = {
  "3x4": {
    rowMm: 30,
    rows: [
      ["I", "aVR", "V1", "V4"],
      ["II", "aVL", "V2", "V5"],
      ["III", "aVF", "V3", "V6"],
    ],
    rhythm: "II",
  },
  "6x2": { rowMm: 25, rows: LIMB.map((lead, at) => [lead, CHEST[at]!]) },
  "12x1": { rowMm: 20, rows: TWELVE.map((lead) => [lead]) },
};

const ROW_OF_OTHERS_MM = 20;

/** The 12-lead layouts need the twelve; other lead sets are shown as rows in the order of the file. */
export function layoutsFor(leads: readonly Lead[]): LayoutName[] {
  const names = new Set(leads.map(({ lead }) => lead));
  const isTwelve = TWELVE.every((lead) => names.has(lead));
  const hasMore = leads.length > TWELVE.length;
  return isTwelve ? ["3x4", "6x2", "12x1", ...(hasMore ? (["rows"] as const) : [])] : ["rows"];
}

interface Cell {
  channel: number;
  label: string;
}

/**
 * Lays a page of a recording out. Columns follow each other in time, so that a row read from left to right is one
 * continuous stretch; a recording too short for that (a median beat) starts anew in each column.
 */
export function layOut(
  name: LayoutName,
  leads: readonly Lead[],
  page: { fromS: number; lengthS: number },
  scale: Scale,
): Sheet {
  const cells = cellsOf(name, leads);
  const columns = Math.max(...cells.rows.map((row) => row.length));
  const { segmentS, isSequence } = segments(page.lengthS, columns);
  const left = EDGE_MM + pulseRoom(scale);
  const panels: Panel[] = [];
  const pulses: Sheet["pulses"] = [];
  const place = (row: readonly Cell[], at: number, lengthS: number) => {
    const baseline = EDGE_MM + (at + 0.5) * cells.rowMm;
    pulses.push({ x: EDGE_MM, baseline });
    row.forEach((cell, column) => {
      const startS = page.fromS + (isSequence ? column * lengthS : 0);
      panels.push({ ...cell, x: left + column * widthMm(lengthS, scale), baseline, startS, endS: startS + lengthS });
    });
  };
  cells.rows.forEach((row, at) => place(row, at, segmentS));
  if (cells.rhythm !== null) place([cells.rhythm], cells.rows.length, Math.min(segmentS * columns, page.lengthS));
  const rowCount = cells.rows.length + (cells.rhythm === null ? 0 : 1);
  return {
    widthMm: onGrid(left + columns * widthMm(segmentS, scale)) + EDGE_MM,
    heightMm: onGrid(rowCount * cells.rowMm + 2 * EDGE_MM),
    panels,
    pulses,
  };
}

function segments(lengthS: number, columns: number): { segmentS: number; isSequence: boolean } {
  if (columns === 1) return { segmentS: lengthS, isSequence: true };
  if (lengthS < SHORTEST_SEQUENCE_S) {
    return { segmentS: Math.min(lengthS, LONGEST_OF_A_SHORT_ONE_S), isSequence: false };
  }
  return { segmentS: lengthS / columns, isSequence: true };
}

function cellsOf(name: LayoutName, leads: readonly Lead[]): { rows: Cell[][]; rowMm: number; rhythm: Cell | null } {
  const all = leads.map(({ label }, channel) => ({ channel, label }));
  if (name === "rows") return { rows: all.map((cell) => [cell]), rowMm: ROW_OF_OTHERS_MM, rhythm: null };
  const grid = GRIDS[name];
  const cell = (lead: string): Cell => ({ channel: leads.findIndex((one) => one.lead === lead), label: lead });
  return {
    rows: grid.rows.map((row) => row.map(cell)),
    rowMm: grid.rowMm,
    rhythm: grid.rhythm === undefined ? null : cell(grid.rhythm),
  };
}

/** Room for the pulse, so wide that traces begin on a thick line. */
function pulseRoom(scale: Scale): number {
  return onGrid(widthMm(PULSE_S, scale) + LARGE_SQUARE_MM / 2);
}

function onGrid(mm: number): number {
  return Math.ceil(mm / LARGE_SQUARE_MM - 1e-9) * LARGE_SQUARE_MM;
}

/** The pages of a recording: where each begins. A remainder of a few samples goes on the last page instead of its own. */
export function pagesOf(durationS: number): { fromS: number; lengthS: number }[] {
  const count = Math.max(1, Math.ceil(durationS / PAGE_S - 0.01));
  return Array.from({ length: count }, (_, at) => {
    const fromS = at * PAGE_S;
    return { fromS, lengthS: at === count - 1 ? durationS - fromS : PAGE_S };
  });
}
