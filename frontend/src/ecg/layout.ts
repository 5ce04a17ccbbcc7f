import { LARGE_SQUARE_MM, PULSE_S, type Scale, widthMm } from "./scale";

export type LayoutName = "3x4" | "6x2" | "12x1" | "strip" | "rows";

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
  hasRhythm?: true;
}

const GRIDS: Record<Exclude<LayoutName, "rows" | "strip">, Grid> = {
  "3x4": {
    rowMm: 30,
    rows: [
      ["I", "aVR", "V1", "V4"],
      ["II", "aVL", "V2", "V5"],
      ["III", "aVF", "V3", "V6"],
    ],
    hasRhythm: true,
  },
  "6x2": { rowMm: 25, rows: LIMB.map((lead, at) => [lead, CHEST[at]!]) },
  "12x1": { rowMm: 20, rows: TWELVE.map((lead) => [lead]) },
};

const ROW_OF_OTHERS_MM = 20;
const ROW_OF_STRIP_MM = 30;
const STRIP_ROWS = 4;
const USUAL_RHYTHM = "II";

/** The 12-lead layouts need the twelve; other lead sets are shown as rows in the order of the file, or one alone. */
export function layoutsFor(leads: readonly Lead[]): LayoutName[] {
  const names = new Set(leads.map(({ lead }) => lead));
  const isTwelve = TWELVE.every((lead) => names.has(lead));
  const hasMore = leads.length > TWELVE.length;
  return isTwelve ? ["3x4", "6x2", "12x1", "strip", ...(hasMore ? (["rows"] as const) : [])] : ["rows", "strip"];
}

/** The channel of the rhythm strip until the reader chooses another: lead II, or the first there is. */
export function usualRhythm(leads: readonly Lead[]): number {
  return Math.max(
    leads.findIndex(({ lead }) => lead === USUAL_RHYTHM),
    0,
  );
}

/** How many seconds a layout shows at once. */
export function secondsOf(name: LayoutName): number {
  return name === "strip" ? STRIP_ROWS * PAGE_S : PAGE_S;
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
  page: Stretch,
  scale: Scale,
  rhythm: number = usualRhythm(leads),
): Sheet {
  if (name === "strip") return layOutStrip({ channel: rhythm, label: nameOf(leads[rhythm]) }, page, scale);
  const cells = cellsOf(name, leads, rhythm);
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

/** One lead for as long as there is room: a row every ten seconds. */
function layOutStrip(cell: Cell, page: Stretch, scale: Scale): Sheet {
  const left = EDGE_MM + pulseRoom(scale);
  const rows = Math.max(1, Math.ceil(page.lengthS / PAGE_S - REMAINDER));
  const baseline = (row: number) => EDGE_MM + (row + 0.5) * ROW_OF_STRIP_MM;
  const rowS = (row: number) => (row === rows - 1 ? page.lengthS - row * PAGE_S : PAGE_S);
  const longest = Math.max(...Array.from({ length: rows }, (_, row) => rowS(row)));
  return {
    widthMm: onGrid(left + widthMm(longest, scale)) + EDGE_MM,
    heightMm: onGrid(rows * ROW_OF_STRIP_MM + 2 * EDGE_MM),
    panels: Array.from({ length: rows }, (_, row) => {
      const startS = page.fromS + row * PAGE_S;
      return { ...cell, x: left, baseline: baseline(row), startS, endS: startS + rowS(row) };
    }),
    pulses: Array.from({ length: rows }, (_, row) => ({ x: EDGE_MM, baseline: baseline(row) })),
  };
}

function segments(lengthS: number, columns: number): { segmentS: number; isSequence: boolean } {
  if (columns === 1) return { segmentS: lengthS, isSequence: true };
  if (lengthS < SHORTEST_SEQUENCE_S) {
    return { segmentS: Math.min(lengthS, LONGEST_OF_A_SHORT_ONE_S), isSequence: false };
  }
  return { segmentS: lengthS / columns, isSequence: true };
}

function nameOf(lead: Lead | undefined): string {
  return lead?.lead ?? lead?.label ?? "";
}

function cellsOf(
  name: Exclude<LayoutName, "strip">,
  leads: readonly Lead[],
  rhythm: number,
): { rows: Cell[][]; rowMm: number; rhythm: Cell | null } {
  const all = leads.map(({ label }, channel) => ({ channel, label }));
  if (name === "rows") return { rows: all.map((cell) => [cell]), rowMm: ROW_OF_OTHERS_MM, rhythm: null };
  const grid = GRIDS[name];
  const cell = (lead: string): Cell => ({ channel: leads.findIndex((one) => one.lead === lead), label: lead });
  return {
    rows: grid.rows.map((row) => row.map(cell)),
    rowMm: grid.rowMm,
    rhythm: grid.hasRhythm === true ? { channel: rhythm, label: nameOf(leads[rhythm]) } : null,
  };
}

/** Room for the pulse, so wide that traces begin on a thick line. */
function pulseRoom(scale: Scale): number {
  return onGrid(widthMm(PULSE_S, scale) + LARGE_SQUARE_MM / 2);
}

function onGrid(mm: number): number {
  return Math.ceil(mm / LARGE_SQUARE_MM - 1e-9) * LARGE_SQUARE_MM;
}

export interface Stretch {
  fromS: number;
  lengthS: number;
}

/** What is left over when it is a few samples only, as a share of ten seconds, is shown with the rest. */
const REMAINDER = 0.01;

/**
 * The part of a recording that is on the paper. One hardly longer than the paper is shown whole; another is never
 * shown past its end.
 */
export function stretchOf(durationS: number, fromS: number, lengthS: number): Stretch {
  if (durationS <= lengthS + REMAINDER * PAGE_S) return { fromS: 0, lengthS: durationS };
  return { fromS: Math.min(Math.max(fromS, 0), durationS - lengthS), lengthS };
}
