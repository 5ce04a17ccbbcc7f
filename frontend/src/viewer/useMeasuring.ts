import { type RefObject, useCallback, useState, useSyncExternalStore } from "react";
import type { KnownLength } from "./calibration";
import { type Affine, after, inverse, place, type Point, turnMatrix } from "./geometry";
import type { Samples } from "./loader";
import { curveOf, drawingOf, type Drawing as Painting } from "./look";
import type { RegionWay } from "./MeasureBar";
import type { Marks } from "./marks";
import { knownLengthOf, type Measurement } from "./measurement";
import { toImageId } from "./picture-id";
import type { ReaderState } from "./reader";
import { type Shape, type Statistics, statisticsOf } from "./region";
import type { Tool } from "./tools";
import { type Drawing, type Place, useDrawing } from "./useDrawing";
import type { Reading } from "./useReader";
import { type Line, modalityLine } from "./voi";

const AS_THEY_ARE: Line = { slope: 1, intercept: 0 };

export interface Measuring {
  drawing: Drawing;
  /** Those on the picture that is on the screen. */
  shown: readonly Measurement[];
  known: KnownLength | null;
  /** From the picture as it is stored to CSS pixels of the stage; null while no picture is to be seen. */
  matrix: Affine | null;
  measure: (shape: Shape, corners: readonly [Point, Point]) => Statistics | null;
  lens: { samples: Samples; painting: Painting; view: Affine; at: Point } | null;
  way: RegionWay;
  setWay: (way: RegionWay) => void;
  canUndo: boolean;
  undo: () => void;
  canRedo: boolean;
  redo: () => void;
}

/** Measuring on the picture that is on the screen. */
export function useMeasuring(part: {
  marks: Marks;
  tool: Tool;
  state: ReaderState | null;
  reading: Reading | null;
  stage: RefObject<HTMLElement | null>;
}): Measuring {
  const { marks, tool, state, reading } = part;
  const all = useSyncExternalStore(marks.subscribe, marks.read);
  const [way, setWay] = useState<RegionWay>("byRange");
  const imageId = imageIdOf(state);
  const display = state?.display ?? null;
  const turn = state?.look.turn;
  const samples = useCallback(
    () => (imageId === null || reading === null ? null : reading.samplesOf(imageId)),
    [imageId, reading],
  );
  const measure = useCallback(
    (shape: Shape, corners: readonly [Point, Point]) => {
      const found = samples();
      if (found === null || display === null || turn === undefined || found.isColour) return null;
      const lying = turnMatrix(turn, display);
      const turnedCorners = [place(lying, corners[0]), place(lying, corners[1])] as const;
      return statisticsOf(found.straight, {
        size: found.size,
        shape,
        corners: turnedCorners,
        line: modalityLine(display),
      });
    },
    [samples, display, turn],
  );

  const matrix = state === null ? null : matrixOf(state);
  const drawing = useDrawing({
    marks,
    tool,
    place: state === null || matrix === null ? null : placeOf(state, matrix),
    stage: () => ({ width: part.stage.current?.clientWidth ?? 0, height: part.stage.current?.clientHeight ?? 0 }),
    onPan: (by) => reading?.screen.panBy(by),
    onRegion: (corners) => {
      const found = samples();
      if (found === null || display === null || state === null) return;
      const lying = turnMatrix(state.look.turn, display);
      // A curve's picture is windowed over its P-values.
      const isBent = curveOf(display, state.look.preset) !== null;
      const statistics = statisticsOf(found.values, {
        size: found.size,
        shape: "rectangle",
        corners: [place(lying, corners[0]), place(lying, corners[1])],
        line: isBent ? AS_THEY_ARE : modalityLine(display),
      });
      if (statistics !== null) reading?.reader.windowOver(rangeFrom(statistics, way));
    },
  });

  const shownId = state?.stage?.shown;
  const at = drawing.lens;
  const loaded = at === null ? null : samples();
  return {
    drawing,
    shown:
      matrix === null || shownId == null
        ? []
        : all.filter((one) => one.instanceId === shownId.instanceId && one.frame === shownId.frame),
    known: shownId == null ? null : knownLengthOf(all, shownId.instanceId),
    matrix,
    measure,
    lens:
      at === null || loaded === null || display === null || state?.view == null
        ? null
        : { samples: loaded, painting: drawingOf(display, state.look), view: state.view, at },
    way,
    setWay,
    canUndo: shownId != null && marks.canUndo(shownId.instanceId),
    undo: () => shownId != null && marks.undo(shownId.instanceId),
    canRedo: shownId != null && marks.canRedo(shownId.instanceId),
    redo: () => shownId != null && marks.redo(shownId.instanceId),
  };
}

/** The window that a region asks for; one value alone is a window as narrow as there is. */
export function rangeFrom({ min, max, mean, sd }: Statistics, way: RegionWay): { lower: number; upper: number } {
  return way === "byRange" ? { lower: min, upper: max } : { lower: mean - 2 * sd, upper: mean + 2 * sd };
}

function imageIdOf(state: ReaderState | null): string | null {
  if (state?.isDiagnostic !== true || state.display === null || state.stage?.shown == null) return null;
  const { preset, turn } = state.look;
  return toImageId({ ...state.stage.shown, curve: curveOf(state.display, preset), turn });
}

function matrixOf({ isDiagnostic, view, display, look }: ReaderState): Affine | null {
  return isDiagnostic && view !== null && display !== null ? after(view, turnMatrix(look.turn, display)) : null;
}

function placeOf({ stage, display }: ReaderState, matrix: Affine): Place | null {
  if (stage?.shown == null || display === null) return null;
  const back = inverse(matrix);
  return {
    ...stage.shown,
    size: { columns: display.columns, rows: display.rows },
    toPicture: (at) => place(back, at),
    toScreen: (at) => place(matrix, at),
    perPixel: Math.hypot(back[0], back[1]),
  };
}
