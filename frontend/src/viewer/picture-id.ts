import { isUpright, type Turn, UPRIGHT } from "./geometry";

/** A picture on the screen: one frame of an Instance, prepared by one of its presets. Frames count from 1 (PS3.3). */
export interface PictureId {
  instanceId: string;
  frame: number;
  /** The index of the curve in the Instance's presets, or null where the pixels are as they were stored. */
  curve: number | null;
  /** How it lies; as it is stored where nothing is said. */
  turn?: Turn;
}

export const SCHEME = "teleread";

export function toImageId({ instanceId, frame, curve, turn = UPRIGHT }: PictureId): string {
  const lying = isUpright(turn) ? "" : `/${turn.quarters}${turn.isMirrored ? "m" : ""}`;
  return `${SCHEME}:${instanceId}/${frame}/${curve ?? "-"}${lying}`;
}

export function fromImageId(imageId: string): Required<PictureId> | null {
  const match = /^teleread:([^/]+)\/(\d+)\/(-|\d+)(?:\/([0-3])(m?))?$/.exec(imageId);
  if (match === null) return null;
  const [, instanceId = "", frame = "", curve = "", quarters = "0", mirror = ""] = match;
  const turn: Turn = { quarters: Number(quarters) as Turn["quarters"], isMirrored: mirror === "m" };
  return { instanceId, frame: Number(frame), curve: curve === "-" ? null : Number(curve), turn };
}

/** All frames of an Instance, made ready and lying alike. */
export function imageIdsOf(frames: number, alike: Omit<PictureId, "frame">): string[] {
  return Array.from({ length: Math.max(frames, 1) }, (_, at) => toImageId({ ...alike, frame: at + 1 }));
}
