import type { Turn } from "./geometry";
import { latest } from "./latest";
import { fromImageId, imageIdsOf } from "./picture-id";

/** What the page may say about the screen at this moment. */
export interface Stage {
  /** The Instance that was asked for. */
  instanceId: string | null;
  frames: number;
  /** The frame that was asked for. */
  frame: number;
  loaded: ReadonlySet<number>;
  /** Frames that did not come, each with what went wrong. */
  failed: ReadonlyMap<number, unknown>;
  /** What was drawn last, or null when it does not belong to the Instance that was asked for. */
  shown: { instanceId: string; frame: number } | null;
}

export interface Opening {
  instanceId: string;
  frames: number;
  curve: number | null;
  turn?: Turn;
  frame?: number;
}

export interface Ports {
  load: (imageId: string, signal: AbortSignal) => Promise<unknown>;
  put: (imageIds: readonly string[], index: number) => void;
  onChange: (stage: Stage) => void;
}

export interface Player {
  open(opening: Opening): void;
  goTo(frame: number): void;
  /** Tells the player what the screen has just drawn. */
  drawn(imageId: string): void;
  retry(): void;
  close(): void;
}

const SIDE_BY_SIDE = 4;
const NOTHING: Stage = { instanceId: null, frames: 0, frame: 1, loaded: new Set(), failed: new Map(), shown: null };

/**
 * Brings the frames of one Instance to the screen and never says that a picture is shown before the screen has
 * drawn it. Opening another Instance voids all that is still under way for the one before.
 */
export function player({ load, put, onChange }: Ports): Player {
  const newest = latest();
  let stage = NOTHING;
  let imageIds: string[] = [];

  const change = (part: Partial<Stage>) => {
    stage = { ...stage, ...part };
    onChange(stage);
  };

  const putIfLoaded = () => {
    if (stage.loaded.has(stage.frame)) put(imageIds, stage.frame - 1);
  };

  const fetchAll = async (wanted: readonly number[]) => {
    const ticket = newest.take();
    const waiting = [...wanted];
    const worker = async () => {
      for (let frame = waiting.shift(); frame !== undefined && ticket.isCurrent(); frame = waiting.shift()) {
        const outcome = await load(imageIds[frame - 1]!, ticket.signal).then(
          () => ({ isLoaded: true, why: null }),
          (why: unknown) => ({ isLoaded: false, why }),
        );
        if (!ticket.isCurrent()) return;
        if (outcome.isLoaded) change({ loaded: new Set([...stage.loaded, frame]) });
        else change({ failed: new Map([...stage.failed, [frame, outcome.why]]) });
        if (outcome.isLoaded && frame === stage.frame) putIfLoaded();
      }
    };
    await crew(worker, waiting.length);
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
      putIfLoaded();
    },
    drawn(imageId) {
      const picture = fromImageId(imageId);
      const isOurs = imageIds.includes(imageId) && picture?.instanceId === stage.instanceId;
      change({ shown: isOurs && picture ? { instanceId: picture.instanceId, frame: picture.frame } : null });
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

/** Whether the picture may be seen: what was drawn is a frame of what was asked, and the asked frame did not fail. */
export function isVisible(stage: Stage): boolean {
  return stage.shown !== null && stage.shown.instanceId === stage.instanceId && !stage.failed.has(stage.frame);
}
