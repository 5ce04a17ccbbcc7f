import type { Turn } from "./geometry";
import { latest } from "./latest";
import { type Grade, isBetter } from "./line/grade";
import { fromImageId, imageIdsOf } from "./picture-id";

/** What the page may say about the screen at this moment. */
export interface Stage {
  /** The Instance that was asked for. */
  instanceId: string | null;
  frames: number;
  /** The frame that was asked for. */
  frame: number;
  /** Frames of which every stored value is here. */
  loaded: ReadonlySet<number>;
  /** How good what can be drawn of each frame is; nothing of those that are not in it. */
  grades: ReadonlyMap<number, Grade>;
  /** Frames that did not come, each with what went wrong. */
  failed: ReadonlyMap<number, unknown>;
  /** What was drawn last, or null when it does not belong to the Instance that was asked for. */
  shown: { instanceId: string; frame: number; grade: Grade } | null;
}

export interface Opening {
  instanceId: string;
  frames: number;
  curve: number | null;
  turn?: Turn;
  frame?: number;
}

export interface Ports {
  /** Tells of every lesser grade that can be drawn meanwhile; ends when the whole frame can be. */
  load: (imageId: string, signal: AbortSignal, onGrade: (grade: Grade) => void) => Promise<unknown>;
  /** Brings previews of many frames at once, where there are any; without one the whole frames come all the same. */
  preview?: (imageIds: readonly string[], signal: AbortSignal, onFrame: (frame: number) => void) => Promise<unknown>;
  put: (imageIds: readonly string[], index: number, grade: Grade) => void;
  onChange: (stage: Stage) => void;
}

export interface Player {
  open(opening: Opening): void;
  goTo(frame: number): void;
  /** Tells the player what the screen has just drawn. */
  drawn(imageId: string, grade?: Grade): void;
  retry(): void;
  close(): void;
}

const SIDE_BY_SIDE = 4;
const NOTHING: Stage = {
  instanceId: null,
  frames: 0,
  frame: 1,
  loaded: new Set(),
  grades: new Map(),
  failed: new Map(),
  shown: null,
};

/**
 * Brings the frames of one Instance to the screen and never says that a picture is shown before the screen has
 * drawn it. Opening another Instance voids all that is still under way for the one before.
 */
export function player({ load, preview, put, onChange }: Ports): Player {
  const newest = latest();
  let stage = NOTHING;
  let imageIds: string[] = [];

  const change = (part: Partial<Stage>) => {
    stage = { ...stage, ...part };
    onChange(stage);
  };

  const putIfHere = () => {
    const grade = stage.grades.get(stage.frame);
    if (grade !== undefined) put(imageIds, stage.frame - 1, grade);
  };

  const came = (frame: number, grade: Grade) => {
    if (!isBetter(grade, stage.grades.get(frame))) return;
    const loaded = grade === "full" ? { loaded: new Set([...stage.loaded, frame]) } : {};
    change({ grades: new Map([...stage.grades, [frame, grade]]), ...loaded });
    if (frame === stage.frame) putIfHere();
  };

  const fetchAll = async (wanted: readonly number[]) => {
    const ticket = newest.take();
    const waiting = [...wanted];
    const onPreview = (frame: number) => ticket.isCurrent() && came(frame, "preview");
    void preview?.(imageIds, ticket.signal, onPreview).catch(() => undefined);
    const worker = async () => {
      for (let frame = next(waiting); frame !== undefined && ticket.isCurrent(); frame = next(waiting)) {
        const at = frame;
        const onGrade = (grade: Grade) => ticket.isCurrent() && came(at, grade);
        const outcome = await load(imageIds[frame - 1]!, ticket.signal, onGrade).then(
          () => ({ isLoaded: true, why: null }),
          (why: unknown) => ({ isLoaded: false, why }),
        );
        if (!ticket.isCurrent()) return;
        if (outcome.isLoaded) came(frame, "full");
        else change({ failed: new Map([...stage.failed, [frame, outcome.why]]) });
      }
    };
    await crew(worker, waiting.length);
  };

  /** The next that will be played from where the reader is now, which may have changed since it was asked for. */
  const next = (waiting: number[]): number | undefined => {
    const ahead = (frame: number) => (frame - stage.frame + stage.frames) % Math.max(stage.frames, 1);
    const [first] = [...waiting].sort((one, other) => ahead(one) - ahead(other));
    if (first !== undefined) waiting.splice(waiting.indexOf(first), 1);
    return first;
  };

  return {
    open({ frames, frame = 1, ...alike }) {
      const { instanceId } = alike;
      imageIds = imageIdsOf(frames, alike);
      const first = Math.min(Math.max(frame, 1), imageIds.length);
      change({ ...NOTHING, instanceId, frames: imageIds.length, frame: first });
      void fetchAll(orderFrom(first, imageIds.length));
    },
    goTo(frame) {
      if (stage.instanceId === null || frame < 1 || frame > stage.frames || frame === stage.frame) return;
      change({ frame });
      putIfHere();
    },
    drawn(imageId, grade = "full") {
      const picture = fromImageId(imageId);
      const isOurs = imageIds.includes(imageId) && picture?.instanceId === stage.instanceId;
      change({ shown: isOurs && picture ? { instanceId: picture.instanceId, frame: picture.frame, grade } : null });
    },
    retry() {
      if (stage.failed.size === 0) return;
      const missing = orderFrom(stage.frame, stage.frames).filter((frame) => !stage.loaded.has(frame));
      change({ failed: new Map() });
      void fetchAll(missing);
    },
    close() {
      newest.drop();
      imageIds = [];
      change(NOTHING);
    },
  };
}

function crew(worker: () => Promise<void>, jobs: number): Promise<unknown> {
  return Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, jobs) }, worker));
}

/** All frames, the asked one first and then in the order in which they will be played. */
export function orderFrom(frame: number, frames: number): number[] {
  return Array.from({ length: frames }, (_, at) => ((frame - 1 + at) % frames) + 1);
}

/**
 * Whether the picture may be seen: what was drawn is a frame of what was asked, and of the asked frame there is
 * something to see.
 */
export function isVisible({ shown, instanceId, failed, frame, grades }: Stage): boolean {
  return shown !== null && shown.instanceId === instanceId && (!failed.has(frame) || grades.has(frame));
}

/** Whether what may be seen has every stored value: all else is marked, and nothing is measured on it. */
export function isDiagnostic(stage: Stage): boolean {
  return isVisible(stage) && stage.shown?.grade === "full";
}
