import { useState } from "react";
import { useTranslation } from "react-i18next";
import { aspect } from "../calibration";
import type { InstanceDisplay } from "../display";
import { type Affine, after, place, turnedSize, turnMatrix } from "../geometry";
import type { Measurement } from "../measurement";
import { bridgeOf, labelAt, outlineOf } from "../shapes";
import classes from "./evidence.module.css";
import { type SavedLook, turnOf } from "./evidence";

interface MarkedImageProps {
  display: InstanceDisplay;
  frame: number;
  look: SavedLook | null;
  marks: readonly Measurement[];
  /** The number that the first of these has in the list beside; without it they have none. */
  from?: number;
  /** How wide and how high it may be, in CSS pixels. */
  room: { width: number; height: number };
  label: string;
}

function renderedAt(id: string, part: { frame: number; dots: number; look: SavedLook | null }): string {
  const { window } = part.look ?? {};
  const asked = window == null ? "" : `&window=${window.center},${window.width},${window.function}`;
  return `/api/instances/${id}/rendered?frame=${part.frame}&width=${part.dots}${asked}`;
}

/** A frame as the server draws it, small, lying as it lay before the reader, with what was drawn over it. */
export function MarkedImage({ display, frame, look, marks, from, room, label }: MarkedImageProps) {
  const { t } = useTranslation();
  const [isMissing, setMissing] = useState(false);
  const turn = turnOf(look);
  const high = aspect(display).y;
  const laid = turnedSize({ columns: display.columns, rows: display.rows * high }, turn);
  const scale = Math.min(room.width / laid.columns, room.height / laid.rows);
  const size = { width: laid.columns * scale, height: laid.rows * scale };
  const straight: Affine = [scale, 0, 0, scale, 0, 0];
  const lying = after(straight, turnMatrix(turn, { columns: display.columns, rows: display.rows * high }));
  const matrix = after(lying, [1, 0, 0, high, 0, 0]);
  const dots = Math.min(Math.max(Math.ceil(Math.max(size.width, size.height) * 2), 64), 1600);
  if (isMissing) return <span className={classes.missing}>{t("evidence.pictureMissing")}</span>;
  return (
    <svg
      className={classes.picture}
      viewBox={`0 0 ${size.width} ${size.height}`}
      style={{ width: size.width }}
      role="img"
      aria-label={label}
      data-testid="marked-image"
    >
      <image
        href={renderedAt(display.id, { frame, dots, look })}
        width={display.columns}
        height={display.rows}
        preserveAspectRatio="none"
        transform={`matrix(${matrix.join(" ")})`}
        className={look?.is_inverted === true ? classes.inverted : undefined}
        onError={() => setMissing(true)}
      />
      {marks.map(({ id, kind, points }, at) => {
        const placed = points.map((point) => place(matrix, point));
        const beside = labelAt(kind, placed);
        return (
          <g key={id} data-testid="marked-line" data-kind={kind}>
            <path className={classes.halo} d={outlineOf(kind, placed)} />
            <path className={classes.bridge} d={bridgeOf(kind, placed)} />
            <path className={classes.line} d={outlineOf(kind, placed)} />
            {from !== undefined && (
              <text
                className={classes.number}
                x={Math.min(Math.max(beside.x - 6, 2), size.width - 12)}
                y={Math.min(Math.max(beside.y, 12), size.height - 3)}
              >
                {from + at}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
