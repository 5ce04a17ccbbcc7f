/** What is asked of the line for one picture. The frame counts from 1; a clip's preview is one piece for all frames. */
export interface Piece {
  instanceId: string;
  frame: number;
  part: "description" | "preview" | "miniature" | "frame";
}

/** What one pane shows now. */
export interface Looking {
  instanceId: string;
  frame: number;
  frames: number;
  isActive: boolean;
}

/** Where the reader's eyes are, and in what order the study lies. */
export interface Attention {
  panes: readonly Looking[];
  /** Every Instance of the open studies in the order in which they are gone through. */
  order: readonly string[];
}

export const NOWHERE: Attention = { panes: [], order: [] };

/** From here on nobody has asked: it is fetched ahead, and given up for anything that was. */
export const AHEAD = 1000;

/** What lies in another pane comes behind the same of the active one; a preview, being small, before any whole frame. */
const OTHER_PANE = 3;
const CLIP = 10_000;
const STUDY = 1_000_000;
const NEXT_STUDY = 100_000_000;
/** So many pictures to either side are wanted before the frames of a clip that nobody has come to yet. */
const NEAR = 2;

const BY_PART: Readonly<Record<Piece["part"], number>> = {
  description: 0,
  preview: 1,
  miniature: 7,
  frame: 8,
};

/**
 * How soon a piece is wanted, the least first: the visible picture of the active pane, those of other panes, the
 * nearest neighbours, the frames of the visible clip in play order, the rest of the study, the next study.
 */
export function rankOf(piece: Piece, { panes, order }: Attention): number {
  const at = order.indexOf(piece.instanceId);
  if (piece.part === "miniature") return at < 0 ? NEXT_STUDY : BY_PART.miniature;
  const ranks = panes.map((pane) => rankIn(pane, piece, order, at));
  const own = at < 0 ? NEXT_STUDY : STUDY + at * 10;
  return Math.min(own + BY_PART[piece.part], ...ranks);
}

function rankIn(pane: Looking, piece: Piece, order: readonly string[], at: number): number {
  const part = BY_PART[piece.part];
  if (pane.instanceId === piece.instanceId) {
    if (piece.part !== "frame" || piece.frame === pane.frame) return pane.isActive ? part : OTHER_PANE + part;
    // Frames that the reader opened are asked for, but only after the pictures beside it.
    return CLIP + ((piece.frame - pane.frame + pane.frames) % pane.frames);
  }
  const here = order.indexOf(pane.instanceId);
  const distance = Math.abs(at - here);
  if (at < 0 || here < 0 || distance > NEAR || piece.frame > 1) return Infinity;
  return AHEAD + distance * 20 + (at < here ? 10 : 0) + part;
}
