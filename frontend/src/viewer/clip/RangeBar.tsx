import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { FrameRange } from "./cine";
import classes from "./clip.module.css";
import { endingAt, frameUnder, placeOf, rangeBetween, startingAt, whole } from "./range";

interface RangeBarProps {
  frames: number;
  range: FrameRange | null;
  onRange: (range: FrameRange | null) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

/** The rail under the frames: drag along it for a range, or its marks A and B one by one. */
export function RangeBar({ frames, range, onRange }: RangeBarProps) {
  const { t } = useTranslation();
  const rail = useRef<HTMLDivElement>(null);
  const start = useRef<number | null>(null);
  const { from, to } = range ?? { from: 1, to: frames };
  const frameAt = (event: PointerEvent) => {
    const box = rail.current!.getBoundingClientRect();
    return frameUnder((event.clientX - box.left) / box.width, frames);
  };
  const take = (event: PointerEvent, frame: number | null) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    rail.current!.setPointerCapture(event.pointerId);
    start.current = frame;
  };
  const follow = (event: PointerEvent) => {
    if (start.current === null) return;
    const drawn = rangeBetween(start.current, frameAt(event), frames);
    if (drawn !== null) onRange(whole(drawn, frames));
  };
  const mark = (end: "from" | "to") => ({
    role: "slider",
    tabIndex: 0,
    "aria-label": t(end === "from" ? "viewer.rangeStart" : "viewer.rangeEnd"),
    "aria-valuemin": 1,
    "aria-valuemax": frames,
    "aria-valuenow": end === "from" ? from : to,
    style: { left: `${placeOf(end === "from" ? from : to, frames)}%` },
    // Its other end stands still, and so each mark is drawn from there.
    onPointerDown: (event: PointerEvent) => take(event, end === "from" ? to : from),
    onKeyDown: (event: KeyboardEvent) => {
      const by = STEPS[event.key];
      if (by === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      onRange(end === "from" ? startingAt(range, Math.max(from + by, 1), frames) : endingAt(range, Math.min(to + by, frames), frames));
    },
  });
  return (
    <div
      ref={rail}
      className={classes.rail}
      data-testid="range-rail"
      data-from={from}
      data-to={to}
      title={t("viewer.rangeHint")}
      onPointerDown={(event) => take(event, frameAt(event))}
      onPointerMove={follow}
      onPointerUp={() => (start.current = null)}
      onPointerCancel={() => (start.current = null)}
    >
      <i
        className={range === null ? classes.all : classes.part}
        style={{ left: `${placeOf(from, frames)}%`, right: `${100 - placeOf(to, frames)}%` }}
      />
      <button type="button" className={`${classes.mark} ${classes.start}`} {...mark("from")}>
        A
      </button>
      <button type="button" className={`${classes.mark} ${classes.end}`} {...mark("to")}>
        B
      </button>
    </div>
  );
}
