import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { plus, stepOf } from "./evidence/cross";
import type { Point } from "./geometry";
import { isOfTwoLines, type Kind } from "./measurement";
import { bridgeOf, labelAt, LINE_PX, middle, outlineOf, widthOf, within } from "./shapes";
import classes from "./marks.module.css";

interface MarkProps {
  kind: Kind;
  /** On the screen, in CSS pixels. */
  points: readonly Point[];
  lines: readonly string[];
  name: string;
  stage: { width: number; height: number };
  isSelected: boolean;
  /** Shown and not to be changed. */
  isFixed: boolean;
  /** While a tool draws, the pointer goes through all but the handles of the selected one. */
  isPassive: boolean;
  onSelect: () => void;
  /** A point was dragged to a place on the screen; all of them when the index is null, by so much. */
  onDrag: (index: number | null, to: Point, gesture: object) => void;
  onEdit: () => void;
  onRemove: () => void;
}

/** One measurement over the picture: its lines, what it says, and handles while it is selected. */
export function Mark(props: MarkProps) {
  const { kind, points, lines, name, stage, isSelected, isFixed, isPassive, onSelect, onDrag } = props;
  const { t } = useTranslation();
  const drag = useRef<{ gesture: object; last: Point } | null>(null);
  const outline = outlineOf(kind, points);
  const at = within(labelAt(kind, points), lines, stage);

  const press = (index: number | null) => (event: KeyboardEvent<SVGGElement>) => {
    // The page lets go of it too; without the focus it can be taken up again.
    if (event.key === "Escape") return event.currentTarget.blur();
    const step = stepOf(event);
    if (step !== null) onDrag(index, index === null ? step : plus(points[index]!, step), {});
    else if (event.key === "Enter") props.onEdit();
    else if (event.key === "Delete" || event.key === "Backspace") props.onRemove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const follow = (index: number | null) => ({
    onPointerDown: (event: PointerEvent<SVGElement>) => {
      if (event.button !== 0 || !event.isPrimary) return;
      onSelect();
      if (isFixed) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { gesture: {}, last: { x: event.clientX, y: event.clientY } };
    },
    onPointerMove: (event: PointerEvent<SVGElement>) => {
      if (drag.current === null || !event.isPrimary) return;
      const { gesture, last } = drag.current;
      const box = event.currentTarget.ownerSVGElement!.getBoundingClientRect();
      drag.current.last = { x: event.clientX, y: event.clientY };
      if (index === null) onDrag(null, { x: event.clientX - last.x, y: event.clientY - last.y }, gesture);
      else onDrag(index, { x: event.clientX - box.left, y: event.clientY - box.top }, gesture);
    },
    onPointerUp: () => (drag.current = null),
    onPointerCancel: () => (drag.current = null),
  });

  return (
    <g
      className={isFixed ? `${classes.whole} ${classes.fixed}` : classes.whole}
      data-selected={isSelected}
      data-passive={isPassive}
    >
      <g
        className={classes.mark}
        data-testid="measurement"
        data-kind={kind}
        data-fixed={isFixed}
        role="button"
        tabIndex={0}
        aria-label={[name, ...lines].join(", ")}
        aria-pressed={isSelected}
        onFocus={onSelect}
        onKeyDown={press(null)}
        onDoubleClick={props.onEdit}
      >
        <path className={classes.reach} d={outline} {...follow(null)} />
        <Lines outline={outline} bridge={bridgeOf(kind, points)} />
        {isOfTwoLines(kind) && <Numbers points={points} />}
        {lines.length > 0 && <Label at={at} lines={lines} {...follow(null)} />}
      </g>
      {isSelected &&
        !isFixed &&
        points.map((point, index) => (
          <g
            key={index}
            className={classes.handle}
            data-testid="handle"
            role="button"
            tabIndex={0}
            aria-label={t("viewer.point", { name, number: index + 1, count: points.length })}
            onKeyDown={press(index)}
            {...follow(index)}
          >
            <circle cx={point.x} cy={point.y} r={14} className={classes.grip} />
            <circle cx={point.x} cy={point.y} r={5} className={classes.knob} />
          </g>
        ))}
    </g>
  );
}

/** What is being drawn, before it is anything. */
export function Sketch({ kind, points, lines, stage }: Pick<MarkProps, "kind" | "points" | "lines" | "stage">) {
  return (
    <g className={classes.sketch} data-testid="sketch">
      <Lines outline={outlineOf(kind, points)} bridge={bridgeOf(kind, points)} />
      {points.map((point, index) => (
        <circle key={index} cx={point.x} cy={point.y} r={3} className={classes.dot} />
      ))}
      {lines.length > 0 && <Label at={within(labelAt(kind, points), lines, stage)} lines={lines} />}
    </g>
  );
}

function Lines({ outline, bridge }: { outline: string; bridge: string }) {
  return (
    <>
      <path className={classes.halo} d={outline} />
      {bridge !== "" && <path className={classes.bridge} d={bridge} />}
      <path className={classes.line} d={outline} />
    </>
  );
}

function Numbers({ points }: { points: readonly Point[] }) {
  const [a, b, c, d] = points;
  const pairs = [
    [a, b],
    [c, d],
  ] as const;
  return pairs.map(([from, to], at) => {
    if (from === undefined || to === undefined) return null;
    const { x, y } = middle(from, to);
    return (
      <text key={at} className={classes.label} x={x} y={y - 7} textAnchor="middle">
        {at + 1}
      </text>
    );
  });
}

function Label({ at, lines, ...events }: { at: Point; lines: readonly string[] }) {
  return (
    <g className={classes.said} {...events}>
      <rect
        className={classes.ground}
        x={at.x - 4}
        y={at.y - 15}
        width={widthOf(lines) + 8}
        height={LINE_PX * lines.length + 3}
        rx={3}
      />
      <text className={classes.label}>
        {lines.map((line, index) => (
          <tspan key={index} x={at.x} y={at.y + index * LINE_PX}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}
