import { useEffect, useRef, useState } from "react";
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
  kind: "arrow" | "calibration";
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
  /** Picture pixels to one CSS pixel. */
  perPixel: number;
}

export interface Drawing {
  draft: Draft | null;
  lens: Point | null;
  selected: number | null;
  question: Question | null;
  select: (id: number | null) => void;
  ask: (changed: Measurement) => void;
  answer: (given: { text: string; mm: number | null } | null) => void;
  onTool: (phase: Phase, at: Point) => void;
  /** Gives up what is begun; false when nothing was. */
  cancel: () => boolean;
  remove: () => void;
}

/** What happens on the picture with a tool that draws, and what is selected of what was drawn. */
export function useDrawing(part: {
  marks: Marks;
  tool: Tool;
  place: Place | null;
  onRegion: (corners: readonly [Point, Point]) => void;
}): Drawing {
  const { marks, tool, place } = part;
  // Pointer events may come faster than the page is drawn, and each goes on from the one before.
  const now = useRef<Draft | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [lens, setLens] = useState<Point | null>(null);
  const [selected, select] = useState<number | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const put = (next: Draft | null) => {
    now.current = next;
    setDraft(next);
  };

  useEffect(() => {
    now.current = null;
    setDraft(null);
    setLens(null);
    setQuestion(null);
  }, [tool, place?.instanceId, place?.frame]);
  useEffect(() => select(null), [place?.instanceId, place?.frame]);

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

  const onTool = useLatest((phase: Phase, at: Point) => {
    if (tool === "magnify") return setLens(phase === "press" || phase === "drag" ? at : null);
    if (place === null) return undefined;
    const kind = tool === "windowRegion" ? "rectangle" : tool;
    if (isDrawn(kind)) return draw(kind, phase, inside(place.toPicture(at), place.size), REACH_PX * place.perPixel);
    if (phase === "press") select(null);
    return undefined;
  });

  return {
    draft,
    lens,
    selected,
    question,
    select,
    ask({ kind, points, ...rest }) {
      if (kind === "arrow" || kind === "calibration") {
        setQuestion({ kind, points, changes: { kind, points, ...rest } });
      }
    },
    answer(given) {
      if (question !== null && given !== null) {
        if (question.changes === null) keep(question.kind, question.points, given);
        else marks.change(question.changes.id, given);
      }
      setQuestion(null);
    },
    onTool,
    cancel() {
      const isBegun = now.current !== null || question !== null || selected !== null;
      put(null);
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
