import {
  advance,
  type Cycle,
  cycleOf,
  durations,
  type FrameRange,
  headAt,
  passed,
  type Playback,
  type Playhead,
  stepFrame,
} from "./clip/cine";
import { type Coverage, isComplete, nothingSeen, see } from "./clip/coverage";
import type { InstanceDisplay, VoiWindow } from "./display";
import type { Framing, Kept } from "./evidence/looks";
import { type Affine, isUpright, type Turn, UPRIGHT } from "./geometry";
import { curveOf, type Drawing, drawingOf, drawingOfPreview, dragStep, dragWindow, FIRST_LOOK, type Look } from "./look";
import { isBetter, type Grade } from "./line/grade";
import { openingWindow } from "./picture";
import { isDiagnostic, isVisible, player, type Stage } from "./player";
import { type Range, windowOf } from "./voi";
import type { Distribution } from "./window/distribution";

export interface ReaderState {
  display: InstanceDisplay | null;
  stage: Stage | null;
  look: Look;
  zoom: number;
  /** From the picture as it is drawn to CSS pixels of the picture area; null before anything was drawn. */
  view: Affine | null;
  /** Null while the picture fills what there is for it. */
  framing: Framing | null;
  isPlaying: boolean;
  speed: number;
  playback: Playback;
  /** The frames that play; null where all of them do. */
  range: FrameRange | null;
  isVisible: boolean;
  /** What may be seen has every stored value; else it is marked, and nothing is measured on it. */
  isDiagnostic: boolean;
}

/** What a reader needs from the screen and the network. */
export interface ReaderPorts {
  describe: (instanceId: string, display: InstanceDisplay) => void;
  load: (imageId: string, signal: AbortSignal, onGrade: (grade: Grade) => void) => Promise<unknown>;
  /** Brings the previews of a clip's frames at once. */
  preview?: (imageIds: readonly string[], signal: AbortSignal, onFrame: (frame: number) => void) => Promise<unknown>;
  extentOf: (imageId: string) => Distribution | null;
  show: (imageIds: readonly string[], index: number, drawing: Drawing, framing: Framing | null) => void;
  draw: (drawing: Drawing) => void;
  onShown: (instanceId: string) => void;
  /** Told of every frame that was on the screen, and whether in diagnostic quality. */
  onFrames?: (instanceId: string, frames: readonly number[], isDiagnostic: boolean) => void;
  /** Calls back before the next repaint, with the time of a steady clock in milliseconds. */
  nextTick: (tick: (now: number) => void) => () => void;
}

export interface Reader {
  read: () => ReaderState;
  subscribe: (listener: () => void) => () => void;
  /** Opens an Instance as it was left, where it was open before. */
  open: (instanceId: string, display: InstanceDisplay, kept?: Kept | null) => void;
  choosePreset: (preset: number) => void;
  drag: (by: { x: number; y: number }) => void;
  /** Sets the window so that these are black and white: modality values, or P-values after a curve. */
  windowOver: (range: Range) => void;
  invert: () => void;
  turn: (change: (turn: Turn) => Turn) => void;
  resetLook: () => void;
  goTo: (frame: number) => void;
  step: (by: number) => void;
  play: (isPlaying: boolean) => void;
  setSpeed: (speed: number) => void;
  setPlayback: (playback: Playback) => void;
  setRange: (range: FrameRange | null) => void;
  retry: () => void;
  drawn: (imageId: string, grade?: Grade) => void;
  moved: (zoom: number, view: Affine, framing: Framing | null) => void;
  close: () => void;
}

const START: ReaderState = {
  display: null,
  stage: null,
  look: FIRST_LOOK,
  zoom: 1,
  view: null,
  framing: null,
  isPlaying: false,
  speed: 1,
  playback: "loop",
  range: null,
  isVisible: false,
  isDiagnostic: false,
};

/** Everything the page does with one picture at a time, without a line of the page in it. */
export function reader(ports: ReaderPorts): Reader {
  let state = START;
  let extent: Distribution = { min: 0, max: 255, valueAt: (share) => 255 * share };
  let coverage: Coverage = nothingSeen(1);
  /** The grade of what was last given to the screen, and the window that was worked out for it. */
  let laid: Grade = "full";
  let opened: { window: VoiWindow | null; grade: Grade } = { window: null, grade: "preview" };
  let stays: number[] = [];
  let head: Playhead | null = null;
  let watched: number[] = [];
  /** How the Instance was left that is opened again, until it is on the screen. */
  let left: Kept | null = null;
  let stopTick: () => void = () => undefined;
  const reported = new Set<string>();
  const listeners = new Set<() => void>();

  const change = (part: Partial<ReaderState>) => {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  };

  const drawing = (display: InstanceDisplay): Drawing =>
    laid === "preview" ? drawingOfPreview(display, state.look) : drawingOf(display, state.look);

  const put = (imageIds: readonly string[], index: number, grade: Grade) => {
    const { display, look } = state;
    if (display === null) return;
    laid = grade;
    // A window that nobody has touched is that of the best that came so far: the file may leave it to the values.
    const isUntouched = look.window === null || (look.window === opened.window && isBetter(grade, opened.grade));
    if (grade !== "preview" && (isUntouched || left !== null) && display.samples_per_pixel === 1) {
      extent = ports.extentOf(imageIds[index]!) ?? extent;
      if (isUntouched) {
        opened = { window: openingWindow(display, look.preset, extent), grade };
        change({ look: { ...look, window: opened.window } });
      }
    }
    ports.show(imageIds, index, drawing(display), left?.framing ?? null);
  };

  const played = player({
    load: ports.load,
    ...(ports.preview === undefined ? {} : { preview: ports.preview }),
    put,
    onChange: (stage) => {
      change({ stage, isVisible: isVisible(stage), isDiagnostic: isDiagnostic(stage) });
      if (state.isPlaying && cycle().frames.some((frame) => stage.failed.has(frame))) play(false);
    },
  });

  const openFrames = (instanceId: string, display: InstanceDisplay, frame: number) => {
    const { preset, turn } = state.look;
    if (left?.look !== state.look) left = null;
    played.open({ instanceId, frames: display.number_of_frames, curve: curveOf(display, preset), turn, frame });
  };

  const look = (part: Partial<Look>) => {
    change({ look: { ...state.look, ...part } });
    const { display } = state;
    if (display !== null && (state.look.window !== null || laid === "preview")) ports.draw(drawing(display));
  };

  /** The pixels are laid out anew, as after a curve; those that are here need no line. */
  const turnTo = (turn: Turn) => {
    const { display, stage, look: now } = state;
    if (display === null || stage?.instanceId == null) return;
    if (isUpright(turn) && isUpright(now.turn)) return;
    change({ look: { ...now, turn } });
    openFrames(stage.instanceId, display, stage.frame);
  };

  const cycle = (): Cycle => cycleOf(stays, state.range ?? { from: 1, to: stays.length }, state.playback);

  const tick = (now: number) => {
    if (!state.isPlaying || state.stage === null) return;
    const round = cycle();
    const before = head ?? headAt(round, state.stage.frame, now);
    head = advance(before, round, now, state.speed);
    watched.push(...passed(round, before.at, head.at));
    played.goTo(round.frames[head.at]!);
    stopTick = ports.nextTick(tick);
  };

  const play = (isPlaying: boolean) => {
    stopTick();
    head = null;
    watched = [];
    change({ isPlaying: isPlaying && isPlayable(state) });
    if (state.isPlaying) stopTick = ports.nextTick(tick);
  };

  /** What plays otherwise goes on from the frame that is on the screen. */
  const playOtherwise = (part: Partial<Pick<ReaderState, "speed" | "playback" | "range">>) => {
    head = null;
    change(part);
    if (state.isPlaying && !isPlayable(state)) play(false);
  };

  const goTo = (frame: number) => {
    play(false);
    played.goTo(frame);
  };

  return {
    read: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open(instanceId, display, kept = null) {
      play(false);
      ports.describe(instanceId, display);
      stays = durations(Math.max(display.number_of_frames, 1), display.frame_times_ms);
      coverage = nothingSeen(stays.length);
      left = kept;
      opened = { window: null, grade: "preview" };
      change({ display, look: kept?.look ?? FIRST_LOOK, range: null, playback: display.playback });
      openFrames(instanceId, display, 1);
    },
    choosePreset(preset) {
      const { display, stage } = state;
      if (display === null || stage?.instanceId == null) return;
      const isSamePixels = curveOf(display, preset) === curveOf(display, state.look.preset);
      const window: VoiWindow | null = isSamePixels ? openingWindow(display, preset, extent) : null;
      look({ preset, window });
      if (!isSamePixels) openFrames(stage.instanceId, display, stage.frame);
    },
    drag(by) {
      const { display, look: now } = state;
      if (display === null || now.window === null || laid === "preview") return;
      const { isInverted } = drawingOf(display, now);
      look({ window: dragWindow(now.window, by, dragStep(display, now, extent), isInverted) });
    },
    windowOver: (range) => state.look.window !== null && look({ window: windowOf(range) }),
    turn: (change) => turnTo(change(state.look.turn)),
    invert: () => look({ isInverted: !state.look.isInverted }),
    resetLook() {
      const { display, look: now } = state;
      if (display === null) return;
      if (now.window !== null) look({ window: openingWindow(display, now.preset, extent), isInverted: false });
      turnTo(UPRIGHT);
    },
    goTo,
    step: (by) => state.stage !== null && goTo(stepFrame(state.stage.frame, by, state.stage.frames)),
    play,
    setSpeed: (speed) => playOtherwise({ speed }),
    setPlayback: (playback) => playOtherwise({ playback }),
    setRange: (range) => playOtherwise({ range }),
    retry: () => played.retry(),
    drawn(imageId, grade = "full") {
      played.drawn(imageId, grade);
      const shown = state.stage?.shown;
      if (state.isVisible) left = null;
      if (!state.isVisible || shown == null) return;
      const seen = [...new Set([...watched, shown.frame])];
      watched = [];
      const isWhole = (frame: number) => state.stage?.grades.get(frame) === "full" && (frame !== shown.frame || grade === "full");
      const whole = seen.filter(isWhole);
      const lesser = seen.filter((frame) => !isWhole(frame));
      if (lesser.length > 0) ports.onFrames?.(shown.instanceId, lesser, false);
      if (whole.length === 0) return;
      ports.onFrames?.(shown.instanceId, whole, true);
      coverage = see(coverage, whole[0]!, whole.slice(1));
      if (!isComplete(coverage) || reported.has(shown.instanceId)) return;
      reported.add(shown.instanceId);
      ports.onShown(shown.instanceId);
    },
    moved: (zoom, view, framing) => change({ zoom, view, framing }),
    close() {
      play(false);
      played.close();
    },
  };
}

/** A clip plays once something of every frame is here: a gap would look like a standstill of the heart. */
export function isPlayable({ stage, range }: Pick<ReaderState, "stage" | "range">): boolean {
  if (stage === null || stage.frames < 2) return false;
  const { from, to } = range ?? { from: 1, to: stage.frames };
  for (let frame = from; frame <= to; frame += 1) if (!stage.grades.has(frame)) return false;
  return true;
}
