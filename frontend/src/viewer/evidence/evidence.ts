import type { components } from "../../api/schema";
import type { Keepable, LocalCopy } from "../../report/copies";
import type { Saved } from "../../report/keeper";
import type { Turn } from "../geometry";
import type { Look } from "../look";
import type { Measurement } from "../measurement";

type Schemas = components["schemas"];
type SavedEvidence = Schemas["ReadingEvidenceOut"];
type SignedEvidence = Schemas["EvidenceOut"];
export type SavedLook = Schemas["LookShape"];

/** A frame that shows what the report says, as it lay before the reader. */
export interface KeyImage {
  instanceId: string;
  /** Frames count from 1 (PS3.3). */
  frame: number;
  note: string;
  look: SavedLook | null;
}

/** All that a report points at. */
export interface Evidence {
  marks: readonly Measurement[];
  keyImages: readonly KeyImage[];
}

export const NO_EVIDENCE: Evidence = { marks: [], keyImages: [] };

/** As exact as the server keeps it: what comes back is what was sent. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function markOf({ id, instanceId, frame, kind, points, text, mm }: Measurement): Schemas["MarkShape"] {
  return {
    id,
    instance_id: instanceId,
    frame,
    kind,
    points: points.map(({ x, y }) => ({ x: rounded(x), y: rounded(y) })),
    text,
    mm: mm === null ? null : rounded(mm),
  };
}

export function toServer({ marks, keyImages }: Evidence): SignedEvidence {
  return {
    marks: marks.map(markOf),
    key_images: keyImages.map(({ instanceId, frame, note, look }) => ({ instance_id: instanceId, frame, note, look })),
  };
}

export function fromServer({ marks, key_images }: SignedEvidence): Evidence {
  return {
    marks: marks.map(({ instance_id, mm, points, ...mark }) => ({
      ...mark,
      instanceId: instance_id,
      mm: mm ?? null,
      points: points.map(({ x, y }) => ({ x, y })),
    })),
    keyImages: key_images.map(({ instance_id, frame, note, look }) => ({
      instanceId: instance_id,
      frame,
      note,
      look: look ?? null,
    })),
  };
}

export function savedFrom(saved: SavedEvidence | null): Saved<Evidence> | null {
  return saved === null ? null : { ...fromServer(saved), revision: saved.revision, saved_at: saved.saved_at };
}

export function isSameEvidence(one: Evidence, other: Evidence): boolean {
  const isOneObject = one.marks === other.marks && one.keyImages === other.keyImages;
  return isOneObject || JSON.stringify(toServer(one)) === JSON.stringify(toServer(other));
}

/** Only what lies on these Instances: measurements on other pictures are not this report's. */
export function onInstances({ marks, keyImages }: Evidence, instanceIds: ReadonlySet<string>): Evidence {
  return {
    marks: marks.filter((one) => instanceIds.has(one.instanceId)),
    keyImages: keyImages.filter((one) => instanceIds.has(one.instanceId)),
  };
}

export const EVIDENCE: Keepable<Evidence> = {
  prefix: "teleread.evidence.",
  empty: NO_EVIDENCE,
  isSame: isSameEvidence,
  // Somebody who removed everything removed it, so an empty copy is worth as much as any.
  isBlank: () => false,
  pick: ({ marks, keyImages }) => ({ marks, keyImages }),
  isWhole: ({ marks, keyImages }: Partial<LocalCopy<Evidence>>) => Array.isArray(marks) && Array.isArray(keyImages),
};

/** How a picture lies before the reader, for a key image. Under a curve the window is not one of stored values. */
export function savedLook({ window, isInverted, turn }: Look, isBent: boolean): SavedLook {
  const isSaid = window !== null && !isBent;
  return {
    window: isSaid ? { center: window.center, width: window.width, function: window.function } : null,
    is_inverted: isInverted,
    quarters: turn.quarters,
    is_mirrored: turn.isMirrored,
  };
}

export function turnOf(look: SavedLook | null): Turn {
  return { quarters: (look?.quarters ?? 0) as Turn["quarters"], isMirrored: look?.is_mirrored ?? false };
}
