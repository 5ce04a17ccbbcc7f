import type { Panel, Sheet } from "./layout";
import type { Previous } from "./previous";
import { heightMm, LARGE_SQUARE_MM, PULSE_MV, PULSE_S, type Scale, SMALL_SQUARE_MM, widthMm } from "./scale";
import { linesOf, type Signal } from "./trace";

const PAPER = "#fffdfb";
const THIN = "#f7d6d3";
const THICK = "#eaa39e";
const INK = "#101418";
/** Of an earlier recording: told apart from the one that is read by colour, by lightness and by lying under it. */
const EARLIER = "#3b6fd4";
const TRACE_MM = 0.28;
const LABEL_MM = 3.4;

/** A canvas context that the painter needs; the numbers handed to it are device pixels. */
export type Surface = CanvasRenderingContext2D;

export interface Painting {
  sheet: Sheet;
  signals: readonly Signal[];
  scale: Scale;
  devicePxPerMm: number;
  previous?: { signals: Previous["signals"]; shiftS: (panel: Panel) => number } | null;
}

export function paint(surface: Surface, painting: Painting): void {
  const { sheet, devicePxPerMm: px } = painting;
  surface.fillStyle = PAPER;
  surface.fillRect(0, 0, sheet.widthMm * px, sheet.heightMm * px);
  paintGrid(surface, sheet, px);
  // Names lie under the traces: nothing may hide a part of one.
  paintLabels(surface, painting);
  for (const pulse of sheet.pulses) paintPulse(surface, pulse, painting);
  for (const panel of sheet.panels) paintEarlier(surface, panel, painting);
  for (const panel of sheet.panels) {
    const signal = painting.signals[panel.channel];
    if (signal === undefined) continue;
    paintBorder(surface, panel.x, panel.baseline, px);
    for (const line of linesOf(signal, panel, painting.scale)) stroke(surface, line, px);
  }
}

function paintEarlier(surface: Surface, panel: Panel, { previous, scale, devicePxPerMm }: Painting): void {
  const signal = previous?.signals[panel.channel];
  if (previous == null || signal == null) return;
  const shiftS = previous.shiftS(panel);
  const moved = { ...panel, startS: panel.startS - shiftS, endS: panel.endS - shiftS };
  for (const line of linesOf(signal, moved, scale)) stroke(surface, line, devicePxPerMm, EARLIER);
}

/** Lines lie on whole device pixels, so that they are equally sharp; each is at most half a pixel from its place. */
function paintGrid(surface: Surface, sheet: Sheet, px: number): void {
  const isTooFine = px * SMALL_SQUARE_MM < 2.5;
  if (!isTooFine) paintLines(surface, sheet, px, { everyMm: SMALL_SQUARE_MM, colour: THIN, thick: 1 });
  paintLines(surface, sheet, px, {
    everyMm: LARGE_SQUARE_MM,
    colour: THICK,
    thick: Math.max(1, Math.round(px * 0.18)),
  });
}

function paintLines(
  surface: Surface,
  sheet: Sheet,
  px: number,
  kind: { everyMm: number; colour: string; thick: number },
): void {
  const { everyMm, colour, thick } = kind;
  surface.fillStyle = colour;
  const start = (mm: number) => Math.round(mm * px - thick / 2);
  for (let mm = 0; mm <= sheet.widthMm + 1e-9; mm += everyMm)
    surface.fillRect(start(mm), 0, thick, sheet.heightMm * px);
  for (let mm = 0; mm <= sheet.heightMm + 1e-9; mm += everyMm)
    surface.fillRect(0, start(mm), sheet.widthMm * px, thick);
}

function paintPulse(surface: Surface, at: { x: number; baseline: number }, { scale, devicePxPerMm }: Painting): void {
  const top = at.baseline - heightMm(PULSE_MV * 1000, scale);
  const right = at.x + widthMm(PULSE_S, scale);
  const foot = 1;
  stroke(
    surface,
    [at.x - foot, at.baseline, at.x, at.baseline, at.x, top, right, top, right, at.baseline, right + foot, at.baseline],
    devicePxPerMm,
  );
}

function paintBorder(surface: Surface, x: number, baseline: number, px: number): void {
  surface.strokeStyle = INK;
  surface.lineWidth = Math.max(1, TRACE_MM * 0.6 * px);
  surface.beginPath();
  for (const [from, to] of [
    [-3.5, -2],
    [2, 3.5],
  ] as const) {
    surface.moveTo(x * px, (baseline + from) * px);
    surface.lineTo(x * px, (baseline + to) * px);
  }
  surface.stroke();
}

function stroke(surface: Surface, line: readonly number[], px: number, colour = INK): void {
  surface.strokeStyle = colour;
  surface.lineWidth = Math.max(1, TRACE_MM * px);
  surface.lineJoin = "round";
  surface.lineCap = "round";
  surface.beginPath();
  surface.moveTo(line[0]! * px, line[1]! * px);
  for (let at = 2; at < line.length; at += 2) surface.lineTo(line[at]! * px, line[at + 1]! * px);
  if (line.length === 2) surface.lineTo(line[0]! * px, line[1]! * px);
  surface.stroke();
}

function paintLabels(surface: Surface, { sheet, devicePxPerMm: px }: Painting): void {
  surface.font = `600 ${LABEL_MM * px}px system-ui, sans-serif`;
  surface.textBaseline = "alphabetic";
  for (const panel of sheet.panels) {
    const at = { x: (panel.x + 1.2) * px, y: (panel.baseline - 8.5) * px };
    surface.strokeStyle = PAPER;
    surface.lineWidth = px * 0.9;
    surface.strokeText(panel.label, at.x, at.y);
    surface.fillStyle = INK;
    surface.fillText(panel.label, at.x, at.y);
  }
}
