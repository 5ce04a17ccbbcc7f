import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { KnownLength } from "./calibration";
import { pointsOf } from "./draft";
import type { InstanceDisplay } from "./display";
import { type Affine, inverse, place, type Point } from "./geometry";
import { useEvidence } from "./evidence/context";
import { Cross } from "./evidence/Cross";
import { Mark, Sketch } from "./Mark";
import classes from "./marks.module.css";
import type { Marks } from "./marks";
import { isShape, type Measurement, POINTS, saidOf } from "./measurement";
import type { Statistics } from "./region";
import { resultOf } from "./result";
import { type Drawing, inside } from "./useDrawing";
import { linesOf } from "./words";

interface LayerProps {
  marks: Marks;
  /** Those of the picture on the screen. */
  shown: readonly Measurement[];
  drawing: Drawing;
  display: InstanceDisplay;
  known: KnownLength | null;
  /** From the picture as it is stored to CSS pixels of the stage. */
  matrix: Affine;
  stage: { width: number; height: number };
  isPassive: boolean;
  measure: (shape: "ellipse" | "rectangle", corners: readonly [Point, Point]) => Statistics | null;
}

/** The measurements over the picture. They lie in the picture, so they turn, move and grow with it. */
export function Layer(props: LayerProps) {
  const { marks, shown, drawing, display, known, matrix, stage } = props;
  const { t } = useTranslation();
  const back = inverse(matrix);
  const { draft, question } = drawing;
  const [spoken, setSpoken] = useState("");
  const asked = question?.changes === null ? { kind: question.kind, points: question.points } : null;
  const begun = draft === null ? asked : { kind: draft.kind, points: pointsOf(draft) };
  const drag = (one: Measurement, index: number | null, to: Point, gesture: object) => {
    const points =
      index === null
        ? moved(one.points, placeVector(back, to), display)
        : one.points.map((point, at) => (at === index ? inside(place(back, to), display) : point));
    marks.change(one.id, { points }, gesture);
  };
  const sketched = begun === null ? [] : sketchLines(begun.kind, begun.points);
  return (
    <>
      <svg className={classes.layer} role="group" aria-label={t("viewer.measurements")}>
        {shown.map((one) => (
          <Measured
            key={one.id}
            {...props}
            one={one}
            onDrag={(index, to, gesture) => drag(one, index, to, gesture)}
            isSelected={drawing.selected === one.id}
            onSpeak={setSpoken}
          />
        ))}
        {drawing.cross !== null && <Cross at={place(matrix, drawing.cross)} />}
        {begun !== null && (
          <Sketch
            kind={begun.kind}
            points={begun.points.map((point) => place(matrix, point))}
            lines={sketched}
            stage={stage}
          />
        )}
      </svg>
      <div className={classes.spoken} aria-live="polite" data-testid="spoken">
        {saidNow()}
      </div>
    </>
  );

  /** What one hears who does not see the picture: where a measurement has got to, then what it says. */
  function saidNow(): string {
    if (draft === null || drawing.cross === null) return drawing.selected === null ? "" : spoken;
    const { fixed, kind } = draft;
    const put = { name: t(`viewer.${kind}`), number: fixed.length, count: POINTS[kind] };
    return [t("viewer.pointsPut", put), ...sketched].join(", ");
  }

  /** Statistics only once it stands: they are the one thing that takes time. */
  function sketchLines(kind: Measurement["kind"], points: readonly Point[]): string[] {
    if (isShape(kind) || kind === "arrow" || kind === "calibration") return [];
    return linesOf(resultOf({ kind, points, text: "", mm: null }, display, { known, statistics: null }), t);
  }
}

interface MeasuredProps extends LayerProps {
  one: Measurement;
  isSelected: boolean;
  onSpeak: (text: string) => void;
  onDrag: (index: number | null, to: Point, gesture: object) => void;
}

function Measured({ one, marks, drawing, display, known, matrix, stage, measure, ...rest }: MeasuredProps) {
  const { t } = useTranslation();
  const { kind, points } = one;
  const statistics = useMemo(
    () => (isShape(kind) ? measure(kind, [points[0]!, points[1]!]) : null),
    [kind, points, measure],
  );
  const { regions } = useEvidence().desk;
  useEffect(() => {
    if (statistics !== null) regions.note(one, statistics);
  }, [regions, one, statistics]);
  const lines = saidOf(one, linesOf(resultOf(one, display, { known, statistics }), t));
  const name = t(`viewer.${kind}`);
  const { isSelected, onSpeak } = rest;
  const spoken = [name, ...lines].join(", ");
  useEffect(() => {
    if (isSelected) onSpeak(spoken);
  }, [isSelected, onSpeak, spoken]);
  const isFixed = marks.isFixed(one.id);
  return (
    <Mark
      kind={kind}
      points={points.map((point) => place(matrix, point))}
      lines={lines}
      name={name}
      stage={stage}
      isSelected={isSelected}
      isFixed={isFixed}
      isPassive={rest.isPassive}
      onSelect={() => drawing.select(one.id)}
      onDrag={rest.onDrag}
      onEdit={() => !isFixed && drawing.ask(one)}
      onRemove={() => {
        if (isFixed) return;
        marks.remove(one.id);
        drawing.select(null);
      }}
    />
  );
}

/** A way on the screen as a way in the picture. */
function placeVector(back: Affine, by: Point): Point {
  const [from, to] = [place(back, { x: 0, y: 0 }), place(back, by)];
  return { x: to.x - from.x, y: to.y - from.y };
}

/** Moved as far as the picture goes, and never bent. */
function moved(points: readonly Point[], by: Point, { columns, rows }: InstanceDisplay): Point[] {
  const far = (values: readonly number[], step: number, end: number) =>
    Math.min(Math.max(step, -Math.min(...values)), end - Math.max(...values));
  const x = far(
    points.map((point) => point.x),
    by.x,
    columns,
  );
  const y = far(
    points.map((point) => point.y),
    by.y,
    rows,
  );
  return points.map((point) => ({ x: point.x + x, y: point.y + y }));
}
