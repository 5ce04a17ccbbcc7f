import { useEffect, useRef, useState } from "react";
import { beyond, plus } from "./evidence/cross";
import { type Draft, follow, isComplete, press, release, withdraw } from "./draft";
import type { Point, Size } from "./geometry";
import type { Phase } from "./gestures";
import type { Marks } from "./marks";
import type { Kind, Measurement } from "./measurement";
import { isDrawn, type Tool } from "./tools";
import { useLatest } from "./useLatest";

/** What is nearer than this on the screen is the same point. */
const REACH_PX = 5;

/** What must be asked before a measurement can be kept, or changed. */
export interface Question {
  kind: Kind;
  points: readonly Point[];
  /** The measurement to be changed; null for one just drawn. */
  changes: Measurement | null;
}

export interface Place {
  instanceId: string;
  frame: number;
  size: Size;
  /** From the screen to the picture as it is stored. */
  toPicture: (at: Point) => Point;
  toScreen: (at: Point) => Point;
  /** Picture pixels to one CSS pixel. */
  perPixel: number;
}

export interface Drawing {
  draft: Draft | null;
  /** Where the next point will be put by one who measures without a pointer. */
  cross: Point | null;
  lens: Point | null;
  selected: number | null;
  question: Question | null;
  select: (id: number | null) => void;
  ask: (changed: Measurement) => void;
  answer: (given: { text: string; mm: number | null } | null) => void;
  onTool: (phase: Phase, at: Point) => void;
  /** Moves the cross by so much of the screen; shows it first. */
  moveCross: (by: Point) => void;
  /** Puts a point at the cross; shows it first. */
  putPoint: () => void;
  /** Gives up what is begun; false when nothing was. */
  cancel: () => boolean;
  remove: () => void;
}

/** What happens on the picture with a tool that draws, and what is selected of what was drawn. */
export function useDrawing(part: {
  marks: Marks;
  tool: Tool;
  place: Place | null;
  /** What is to be seen of the picture, in CSS pixels. */
  stage: () => { width: number; height: number };
  onPan: (by: Point) => void;
  onRegion: (corners: readonly [Point, Point]) => void;
}): Drawing {
  const { marks, tool, place } = part;
  // Pointer events may come faster than the page is drawn, and each goes on from the one before.
  const now = useRef<Draft | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const crossed = useRef<Point | null>(null);
  const [cross, setCross] = useState<Point | null>(null);
  const [lens, setLens] = useState<Point | null>(null);
  const [selected, select] = useState<number | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const put = (next: Draft | null) => {
    now.current = next;
    setDraft(next);
  };
  const putCross = (next: Point | null) => {
    crossed.current = next;
    setCross(next);
  };

  useEffect(() => {
    now.current = null;
    setDraft(null);
    crossed.current = null;
    setCross(null);
    setLens(null);
    setQuestion(null);
  }, [tool, place?.instanceId, place?.frame]);
  useEffect(() => {
    // A better rendition of the same frame, or one that was asked for with its mark, keeps what is selected on it.
    const isHere = (one: Measurement) => one.instanceId === place?.instanceId && one.frame === place.frame;
    if (place !== null) select((id) => (marks.read().some((one) => one.id === id && isHere(one)) ? id : null));
  }, [marks, place?.instanceId, place?.frame]);

  const keep = (kind: Kind, points: readonly Point[], given: { text: string; mm: number | null }) => {
    if (place === null) return;
    const { instanceId, frame } = place;
    select(marks.add({ instanceId, frame, kind, points, ...given }));
  };
  const finish = ({ fixed }: Draft) => {
    put(null);
    if (tool === "windowRegion") return part.onRegion([fixed[0]!, fixed[1]!]);
    if (tool === "arrow" || tool === "calibration") {
      return setQuestion({ kind: tool, points: fixed, changes: null });
    }
    return isDrawn(tool) && keep(tool, fixed, { text: "", mm: null });
  };

  const draw = (kind: Kind, phase: Phase, at: Point, reach: number) => {
    const before = now.current;
    if (phase === "cancel") return put(before && withdraw(before));
    if (phase === "press") {
      setQuestion(null);
      select(null);
      return put(press(before, kind, at, reach));
    }
    if (before === null) return undefined;
    if (phase !== "release") return put(follow(before, at));
    const next = release(before, at, reach);
    return isComplete(next) ? finish(next) : put(next);
  };

  const kindInHand = tool === "windowRegion" ? "rectangle" : tool;
  const onTool = useLatest((phase: Phase, at: Point) => {
    // A pointer that lies on the table says nothing; one that is pressed takes over.
    if (crossed.current !== null && phase === "hover") return undefined;
    if (phase === "press") putCross(null);
    if (tool === "magnify") return setLens(phase === "press" || phase === "drag" ? at : null);
    if (place === null) return undefined;
    if (isDrawn(kindInHand)) {
      return draw(kindInHand, phase, inside(place.toPicture(at), place.size), REACH_PX * place.perPixel);
    }
    if (phase === "press") select(null);
    return undefined;
  });

  /** The cross, or where it begins: in the middle of what is to be seen. */
  const crossIn = ({ toPicture, size }: Place): Point => {
    const { width, height } = part.stage();
    return crossed.current ?? inside(toPicture({ x: width / 2, y: height / 2 }), size);
  };
  const moveCross = useLatest((by: Point) => {
    if (place === null) return;
    const at = inside(place.toPicture(plus(place.toScreen(crossIn(place)), by)), place.size);
    putCross(at);
    if (now.current !== null) put(follow(now.current, at));
    const over = beyond(place.toScreen(at), part.stage());
    if (over.x !== 0 || over.y !== 0) part.onPan({ x: -over.x, y: -over.y });
  });
  const putPoint = useLatest(() => {
    if (place === null || !isDrawn(kindInHand)) return;
    const isShown = crossed.current !== null;
    const at = crossIn(place);
    putCross(at);
    if (!isShown) return;
    // Points from a keyboard are exact: only the same one is the same.
    draw(kindInHand, "press", at, Number.EPSILON);
    draw(kindInHand, "release", at, Number.EPSILON);
  });

  return {
    draft,
    cross,
    moveCross,
    putPoint,
    lens,
    selected,
    question,
    select,
    ask: (changed) => setQuestion({ kind: changed.kind, points: changed.points, changes: changed }),
    answer(given) {
      if (question !== null && given !== null) {
        if (question.changes === null) keep(question.kind, question.points, given);
        else marks.change(question.changes.id, given);
      }
      setQuestion(null);
    },
    onTool,
    cancel() {
      const isBegun = now.current !== null || question !== null || selected !== null || crossed.current !== null;
      put(null);
      putCross(null);
      setQuestion(null);
      select(null);
      return isBegun;
    },
    remove() {
      if (selected !== null) marks.remove(selected);
      select(null);
    },
  };
}

/** A point of the picture, though the pointer has left it. */
export function inside({ x, y }: Point, { columns, rows }: Size): Point {
  return { x: Math.min(Math.max(x, 0), columns), y: Math.min(Math.max(y, 0), rows) };
}
