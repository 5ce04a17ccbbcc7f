import { type PointerEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./ecg.module.css";
import type { Sheet } from "./layout";
import { paint } from "./paint";
import { measure, type Scale } from "./scale";
import type { Signal } from "./trace";

interface PaperProps {
  sheet: Sheet;
  signals: readonly Signal[];
  scale: Scale;
  pxPerMm: number;
  devicePixelRatio: number;
  onPainted: () => void;
}

interface Span {
  from: { x: number; y: number };
  to: { x: number; y: number };
}

/** The paper itself, painted with as many pixels as the screen has, with calipers over it. */
export function Paper({ sheet, signals, scale, pxPerMm, devicePixelRatio, onPainted }: PaperProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [span, setSpan] = useState<Span | null>(null);
  const width = sheet.widthMm * pxPerMm;
  const height = sheet.heightMm * pxPerMm;
  const painted = useRef(onPainted);
  painted.current = onPainted;

  useEffect(() => {
    const surface = canvas.current?.getContext("2d");
    if (surface == null) return;
    const devicePxPerMm = pxPerMm * devicePixelRatio;
    surface.canvas.width = Math.round(sheet.widthMm * devicePxPerMm);
    surface.canvas.height = Math.round(sheet.heightMm * devicePxPerMm);
    paint(surface, { sheet, signals, scale, devicePxPerMm });
    painted.current();
  }, [sheet, signals, scale, pxPerMm, devicePixelRatio]);
  useEffect(() => setSpan(null), [sheet]);

  const at = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - box.left) / pxPerMm, y: (event.clientY - box.top) / pxPerMm };
  };
  const start = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setSpan({ from: at(event), to: at(event) });
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (span !== null && event.currentTarget.hasPointerCapture(event.pointerId)) setSpan({ ...span, to: at(event) });
  };

  return (
    <div
      className={classes.paper}
      style={{ width, height }}
      data-testid="ecg-paper"
      data-px-per-mm={pxPerMm}
      onPointerDown={start}
      onPointerMove={move}
    >
      <canvas ref={canvas} />
      {span !== null && <Calipers span={span} sheet={sheet} scale={scale} />}
    </div>
  );
}

function Calipers({ span, sheet, scale }: { span: Span; sheet: Sheet; scale: Scale }) {
  const { t } = useTranslation();
  const { from, to } = span;
  if (Math.hypot(to.x - from.x, to.y - from.y) < 0.5) return null;
  const found = measure(to.x - from.x, to.y - from.y, scale);
  const milliseconds = Math.round(found.milliseconds);
  const millivolts = found.millivolts.toFixed(2);
  const text =
    found.beatsPerMinute === null || found.milliseconds < 100
      ? t("ecg.measuredNoRate", { milliseconds, millivolts })
      : t("ecg.measured", { milliseconds, millivolts, bpm: Math.round(found.beatsPerMinute) });
  const left = Math.min(from.x, to.x);
  const top = Math.min(from.y, to.y);
  const isHigh = top < 8;
  return (
    <svg viewBox={`0 0 ${sheet.widthMm} ${sheet.heightMm}`} pointerEvents="none" aria-hidden="true">
      <g stroke="#0b57a4" strokeWidth={0.3} fill="rgb(11 87 164 / 8%)">
        <rect x={left} y={top} width={Math.abs(to.x - from.x)} height={Math.abs(to.y - from.y)} />
        <path d={`M${from.x} 0V${sheet.heightMm}M${to.x} 0V${sheet.heightMm}`} strokeDasharray="1 1" />
      </g>
      <text
        x={Math.min(left, sheet.widthMm - 62)}
        y={isHigh ? Math.max(from.y, to.y) + 5 : top - 1.5}
        fontSize={4}
        fontWeight={600}
        fill="#0b57a4"
        stroke="#fffdfb"
        strokeWidth={1}
        paintOrder="stroke"
      >
        {text}
      </text>
    </svg>
  );
}
