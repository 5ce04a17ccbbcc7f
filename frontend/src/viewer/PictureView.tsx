import { type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Patient } from "../api/types";
import { Ask } from "./Ask";
import { CineBar } from "./clip/CineBar";
import { doOnClip } from "./clip/do";
import { flippedAcross, flippedDown, place, type Point, turned } from "./geometry";
import { listen } from "./gestures";
import { Help } from "./Help";
import { useEvidence, useTarget } from "./evidence/context";
import { savedLook } from "./evidence/evidence";
import { KeyButton } from "./evidence/KeyButton";
import { pressToDraw } from "./evidence/pressing";
import { useLeft } from "./evidence/useLeft";
import { type Action, actionOf } from "./keys";
import { usePane } from "./layout/pane";
import { PaneBars } from "./layout/PaneBars";
import { isScrolled, useSync } from "./layout/sync";
import { Layer } from "./Layer";
import { curveOf } from "./look";
import { Lens } from "./Lens";
import type { Marks } from "./marks";
import markClasses from "./marks.module.css";
import { MeasureBar } from "./MeasureBar";
import { Notice } from "./Notice";
import { Overlay } from "./Overlay";
import { presetsOf } from "./presets";
import { PreviewMark } from "./line/PreviewMark";
import { LineBar } from "./line/LineBar";
import { usePreviewAtOnce } from "./line/useLine";
import { useDisplay } from "./queries";
import type { ReaderState } from "./reader";
import type { Sheet } from "./sheets";
import { Toolbar } from "./Toolbar";
import { isDrawn, isTool, type Tool } from "./tools";
import { useLatest } from "./useLatest";
import { type Measuring, useMeasuring } from "./useMeasuring";
import { type Reading, useReader, useReaderState } from "./useReader";
import classes from "./viewer.module.css";

interface PictureViewProps {
  sheet: Sheet;
  /** How many Instances its series has. */
  count: number;
  patient: Patient | undefined;
  marks: Marks;
  previous: Sheet | undefined;
  next: Sheet | undefined;
  onGo: (action: Action) => void;
  onShown: (instanceId: string) => void;
}

const ZOOM_STEP = 1.25;

/** An image or a clip on a dark stage, with its tools. */
export function PictureView({ sheet, count, patient, marks, previous, next, onGo, onShown }: PictureViewProps) {
  const stage = useRef<HTMLDivElement>(null);
  const { isActive, hands } = usePane();
  const { reading, error } = useReader(stage, onShown, isActive);
  const state = useReaderState(reading);
  const { tool, setTool, hasLabels, isHelp } = hands;
  usePreviewAtOnce(sheet.instance.id, sheet.instance.kind);
  const display = useDisplay(sheet.instance.id);
  const { t } = useTranslation();
  const { series, number } = sheet;
  const { id } = sheet.instance;
  const inHand = handOf(tool, state);
  const measuring = useMeasuring({ marks, tool: inHand, state, reading, stage });
  const { drawing } = measuring;
  const isShowable = display.data !== undefined && display.data.cannot_show == null;

  const { desk } = useEvidence();
  const target = useTarget();
  useLeft(desk.looks, state);
  useEffect(() => {
    if (reading === null) return;
    if (display.data !== undefined && isShowable) reading.reader.open(id, display.data, desk.looks.recall(id));
    else reading.reader.close();
  }, [reading, id, display.data, isShowable, desk]);

  const shown = state?.isVisible === true ? (state.stage?.shown ?? null) : null;
  const isAsked = target?.instanceId === id;
  const isOpened = state?.stage?.instanceId === id;
  useEffect(() => {
    if (isAsked && isOpened && target !== null) reading?.reader.goTo(target.frame);
  }, [reading, target, isAsked, isOpened]);
  const isThere = isAsked && shown?.instanceId === id && shown.frame === target?.frame;
  const selectAsked = useLatest(() => drawing.select(target?.markId ?? null));
  useEffect(() => {
    if (isThere) selectAsked();
  }, [isThere, target, selectAsked]);

  const others = useSync({
    onScroll: (action) => act(action),
    onWindow: (by) => reading?.reader.drag(by),
    onZoom: (factor, at) => reading?.screen.zoomBy(factor, at),
    onPan: (by) => reading?.screen.panBy(by),
  });
  const zoom = (factor: number) => {
    const { clientWidth = 0, clientHeight = 0 } = stage.current ?? {};
    const cross = drawing.cross === null || measuring.matrix === null ? null : place(measuring.matrix, drawing.cross);
    const at = cross ?? { x: clientWidth / 2, y: clientHeight / 2 };
    reading?.screen.zoomBy(factor, at);
    others.onZoom(factor, at);
  };
  const star = () => {
    if (shown === null || state?.display == null || !desk.belongs(shown.instanceId)) return;
    const isBent = curveOf(state.display, state.look.preset) !== null;
    desk.keyImages.toggle(shown.instanceId, shown.frame, savedLook(state.look, isBent));
  };
  const act = useLatest((action: Action) => {
    // Pressed again, a tool that draws gives way to the window.
    if (isTool(action)) return setTool(isDrawn(action) && action === tool ? "window" : action);
    if (measured(action, measuring)) return undefined;
    if (action === "keyImage") return star();
    if (action === "zoomIn" || action === "zoomOut") return zoom(action === "zoomIn" ? ZOOM_STEP : 1 / ZOOM_STEP);
    if (action === "cancel") return isDrawn(tool) ? setTool("window") : hands.setHelp(false);
    if (action === "labels") return hands.setLabels(!hasLabels);
    if (action === "help") return hands.setHelp(!isHelp);
    if (reading === null || !perform(action, reading, state)) onGo(action);
  });
  const choosePreset = useLatest((preset: number) => {
    if (state?.display != null && preset < presetsOf(state.display).length) reading?.reader.choosePreset(preset);
  });
  /** What the reader does here; other panes follow where they move together. */
  const lead = useLatest((action: Action) => {
    act(action);
    if (isScrolled(action)) others.onScroll(action);
  });
  const toolNow = useLatest(() => inHand);
  const drawByKey = useLatest((event: KeyboardEvent) =>
    pressToDraw(event, { tool: inHand, drawing, stage: stage.current }),
  );

  useEffect(() => {
    if (!isActive) return undefined;
    const press = (event: KeyboardEvent) => {
      if (drawByKey(event)) return event.preventDefault();
      const action = actionOf(event);
      if (action === null) return;
      event.preventDefault();
      if (typeof action === "number") choosePreset(action - 1);
      else {
        // A tool taken by its key: the keys that follow are for the picture, not for a button that has the focus.
        if (isTool(action)) stage.current?.focus({ preventScroll: true });
        lead(action);
      }
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [isActive, lead, choosePreset, drawByKey]);

  useEffect(() => {
    if (reading === null || stage.current === null) return undefined;
    return listen(stage.current, toolNow, {
      onWindow(by) {
        reading.reader.drag(by);
        others.onWindow(by);
      },
      onZoom(factor, at) {
        reading.screen.zoomBy(factor, at);
        others.onZoom(factor, at);
      },
      onPan(by) {
        reading.screen.panBy(by);
        others.onPan(by);
      },
      onTool: drawing.onTool,
      onWheel: (by) => lead(wheelAction(by, reading.reader.read())),
    });
  }, [reading, others, lead, toolNow, drawing.onTool]);

  return (
    <>
      <PaneBars>
        <Toolbar
          state={isShowable ? state : null}
          tool={inHand}
          canGo={{ previous: previous !== undefined, next: next !== undefined }}
          onAction={lead}
          onPreset={choosePreset}
        />
        <MeasureBar
          tool={inHand}
          isOpen={isShowable && state?.isDiagnostic === true}
          isGrey={state?.look.window != null}
          way={measuring.way}
          onWay={measuring.setWay}
          canUndo={measuring.canUndo}
          canRedo={measuring.canRedo}
          canRemove={drawing.selected !== null && !marks.isFixed(drawing.selected)}
          hasLabels={hasLabels}
          onAction={act}
        >
          <KeyButton shown={shown} onToggle={star} />
          <Help isOpen={isHelp} onToggle={() => act("help")} />
        </MeasureBar>
      </PaneBars>
      <div className={classes.stage}>
        <div
          ref={stage}
          className={classes.screen}
          role="img"
          tabIndex={-1}
          aria-label={t("viewer.thumbnail", { modality: series.modality, series: series.series_number ?? "–", number })}
          data-testid={isActive ? "screen" : "screen-beside"}
          data-tool={inHand}
          data-visible={state?.isDiagnostic ?? false}
          data-seen={state?.isVisible ?? false}
          data-grade={state?.isVisible === true ? state.stage?.shown?.grade : undefined}
          data-instance={state?.stage?.shown?.instanceId}
          data-frame={state?.stage?.shown?.frame}
        />
        {state !== null && hasLabels && (
          <Overlay
            sheet={sheet}
            count={count}
            state={state}
            patient={patient}
            known={measuring.known}
            isMeasuring={isDrawn(inHand) || measuring.shown.length > 0}
          />
        )}
        {state !== null && <Measured {...{ measuring, marks, state, stage, isActive }} tool={inHand} />}
        {state !== null && <PreviewMark state={state} />}
        {state !== null && display.data !== undefined && <LineBar state={state} display={display.data} />}
        <Notice instanceId={id} display={display} failure={error} state={state} reading={reading} />
      </div>
      {state !== null && reading !== null && isShowable && <CineBar reading={reading} state={state} />}
    </>
  );
}

interface MeasuredProps {
  measuring: Measuring;
  marks: Marks;
  state: ReaderState;
  tool: Tool;
  stage: RefObject<HTMLDivElement | null>;
  /** Whether keys mean this picture. */
  isActive: boolean;
}

/** What lies over the picture and is not written on it: measurements, the lens, a question, how to draw. */
function Measured({ measuring, marks, state, tool, stage, isActive }: MeasuredProps) {
  const { t } = useTranslation();
  const { drawing, matrix, lens } = measuring;
  const { display } = state;
  if (matrix === null || display === null) return null;
  const size = { width: stage.current?.clientWidth ?? 0, height: stage.current?.clientHeight ?? 0 };
  const { question } = drawing;
  // What was just drawn needs no telling how, and its text the room.
  const hint = isActive && drawing.selected === null ? hintOf(tool) : null;
  return (
    <>
      <Layer
        {...measuring}
        marks={marks}
        display={display}
        matrix={matrix}
        stage={size}
        isPassive={isDrawn(tool) || tool === "windowRegion"}
      />
      {lens !== null && <Lens samples={lens.samples} drawing={lens.painting} view={lens.view} at={lens.at} />}
      {hint !== null && question === null && (
        <div className={markClasses.hint} role="status">
          {drawing.cross === null && t(hint)}
          {tool !== "magnify" && <small>{t("viewer.hint.keyboard")}</small>}
        </div>
      )}
      {question !== null && (
        <Ask
          key={question.changes?.id ?? "new"}
          question={question}
          at={below(question.points.map((point) => place(matrix, point)))}
          stage={size}
          onAnswer={drawing.answer}
        />
      )}
    </>
  );
}

/** Where a question does not hide what it is about. */
function below(points: readonly Point[]): Point {
  return { x: Math.min(...points.map(({ x }) => x)), y: Math.max(...points.map(({ y }) => y)) + 24 };
}

function hintOf(tool: Tool) {
  if (tool === "magnify") return "viewer.magnifyHint";
  if (tool === "windowRegion") return "viewer.windowRegionHint";
  return isDrawn(tool) ? (`viewer.hint.${tool}` as const) : null;
}

/** Does what concerns the measurements; false for what does not. */
function measured(action: Action, { drawing, undo, redo }: Measuring): boolean {
  switch (action) {
    case "redo":
      redo();
      return true;
    case "undo":
      if (drawing.draft === null) undo();
      else drawing.cancel();
      return true;
    case "remove":
      drawing.remove();
      return true;
    case "cancel":
      return drawing.cancel();
    default:
      return false;
  }
}

/** A colour picture has no window to drag, so it is moved instead. */
function handOf(tool: Tool, state: ReaderState | null): Tool {
  const isColour = state?.isVisible === true && state.display !== null && state.display.samples_per_pixel === 3;
  return (tool === "window" || tool === "windowRegion") && isColour ? "pan" : tool;
}

/** The wheel goes through a clip frame by frame, otherwise from image to image. */
function wheelAction(by: number, { stage }: ReaderState): Action {
  const isClip = stage !== null && stage.frames > 1;
  if (by > 0) return isClip ? "nextFrame" : "next";
  return isClip ? "previousFrame" : "previous";
}

/** Does what concerns the picture itself; false for what leads to another one. */
function perform(action: Action, { reader, screen }: Reading, state: ReaderState | null): boolean {
  switch (action) {
    case "invert":
      reader.invert();
      return true;
    case "rotateRight":
      reader.turn((turn) => turned(turn, 1));
      return true;
    case "rotateLeft":
      reader.turn((turn) => turned(turn, -1));
      return true;
    case "flipAcross":
      reader.turn(flippedAcross);
      return true;
    case "flipDown":
      reader.turn(flippedDown);
      return true;
    case "reset":
      reader.resetLook();
      screen.fit();
      return true;
    case "actualSize":
      screen.actualSize();
      return true;
    case "retry":
      reader.retry();
      return true;
    case "play":
      reader.play(!(state?.isPlaying ?? false));
      return true;
    case "previousFrame":
    case "nextFrame":
      reader.step(action === "nextFrame" ? 1 : -1);
      return true;
    default:
      return doOnClip(action, reader);
  }
}
