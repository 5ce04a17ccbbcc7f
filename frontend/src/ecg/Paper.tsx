import { type PointerEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { dragged, jawAt, jawNear, panelAt, placed, type Point } from "./calipers";
import { CaliperOverlay } from "./CaliperOverlay";
import classes from "./ecg.module.css";
import type { Panel, Sheet } from "./layout";
import { paint, type Painting } from "./paint";
import { choose, moveJaw, type Pairs, setDown } from "./pairs";
import type { Scale } from "./scale";
import type { EcgTool } from "./settings";
import type { Signal } from "./trace";

interface PaperProps {
  sheet: Sheet;
  /** What is drawn: as recorded, or filtered for display. */
  drawn: readonly Signal[];
  recorded: readonly Signal[];
  /** The filters that are on, in words; empty where the traces are as recorded. */
  filterLine: string;
  scale: Scale;
  pxPerMm: number;
  devicePixelRatio: number;
  tool: EcgTool;
  pairs: Pairs;
  onPairs: (change: (pairs: Pairs) => Pairs) => void;
  marks: readonly number[];
  previous: Painting["previous"];
  onMark: (sample: number, channel: number) => void;
  onPainted: () => void;
}

const LEAST_DRAG_MM = 0.5;
const REACH_PX = { mouse: 5, pen: 8, touch: 20 };

type Drag =
  | { kind: "new"; from: Point; panel: Panel; isSet: boolean }
  | { kind: "jaw"; panel: Panel }
  | { kind: "pan" };

/** The paper itself, painted with as many pixels as the screen has, with calipers and marks over it. */
export function Paper(props: PaperProps) {
  const { sheet, drawn, recorded, filterLine, scale, pxPerMm, devicePixelRatio, tool, pairs, marks, previous } = props;
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const painted = useRef(props.onPainted);
  painted.current = props.onPainted;

  useEffect(() => {
    const surface = canvas.current?.getContext("2d");
    if (surface == null) return;
    const devicePxPerMm = pxPerMm * devicePixelRatio;
    surface.canvas.width = Math.round(sheet.widthMm * devicePxPerMm);
    surface.canvas.height = Math.round(sheet.heightMm * devicePxPerMm);
    paint(surface, { sheet, signals: drawn, scale, devicePxPerMm, previous });
    painted.current();
  }, [sheet, drawn, scale, pxPerMm, devicePixelRatio, previous]);

  const at = (event: PointerEvent<HTMLDivElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - box.left) / pxPerMm, y: (event.clientY - box.top) / pxPerMm };
  };
  const takeHold = (point: Point, reachMm: number): Drag | null => {
    const shown = pairs.all.map((one) => ({ id: one.id, at: placed(one, sheet, recorded[one.channel]!, scale) }));
    const near = jawNear(point, shown, reachMm);
    if (near === null) return null;
    props.onPairs((before) => choose(before, near.id, near.jaw));
    return { kind: "jaw", panel: shown.find(({ id }) => id === near.id)!.at!.panel };
  };
  const start = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || drag !== null) return;
    const point = at(event);
    const panel = panelAt(sheet, point, scale);
    if (panel === null) return;
    if (tool === "marks") {
      return props.onMark(jawAt(point, panel, recorded[panel.channel]!, scale).sample, panel.channel);
    }
    if (tool === "hand" && event.pointerType !== "mouse") return;
    event.currentTarget.setPointerCapture(event.pointerId);
    if (tool === "hand") return setDrag({ kind: "pan" });
    const reachPx = REACH_PX[event.pointerType as keyof typeof REACH_PX] ?? REACH_PX.mouse;
    setDrag(takeHold(point, reachPx / pxPerMm) ?? { kind: "new", from: point, panel, isSet: false });
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (drag === null) return;
    if (drag.kind === "pan") {
      event.currentTarget.parentElement?.scrollBy(-event.movementX, -event.movementY);
      return;
    }
    const point = at(event);
    const { panel } = drag;
    const signal = recorded[panel.channel]!;
    if (drag.kind === "jaw") return props.onPairs((before) => moveJaw(before, jawAt(point, panel, signal, scale)));
    const pair = dragged(drag.from, point, panel, signal, scale);
    if (drag.isSet) return props.onPairs((before) => moveJaw(before, pair.to));
    if (Math.hypot(point.x - drag.from.x, point.y - drag.from.y) < LEAST_DRAG_MM) return;
    props.onPairs((before) => setDown(before, { channel: panel.channel, ...pair }));
    setDrag({ ...drag, isSet: true });
  };
  const end = () => setDrag(null);

  return (
    <div
      className={classes.paper}
      style={{ width: sheet.widthMm * pxPerMm, height: sheet.heightMm * pxPerMm }}
      data-testid="ecg-paper"
      data-px-per-mm={pxPerMm}
      data-tool={tool}
      data-has-previous={previous != null}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <canvas ref={canvas} role="img" aria-label={t("ecg.paper")} />
      <CaliperOverlay {...{ sheet, recorded, scale, pairs, marks }} isFiltered={filterLine !== ""} />
      {filterLine !== "" && (
        <div className={classes.filterLine} data-testid="ecg-filter-line">
          {filterLine}
        </div>
      )}
    </div>
  );
}
