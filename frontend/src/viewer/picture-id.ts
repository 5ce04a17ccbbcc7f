/** A picture on the screen: one frame of an Instance, prepared by one of its presets. Frames count from 1 (PS3.3). */
export interface PictureId {
  instanceId: string;
  frame: number;
  /** The index of the curve in the Instance's presets, or null where the pixels are as they were stored. */
  curve: number | null;
}

export const SCHEME = "teleread";

export function toImageId({ instanceId, frame, curve }: PictureId): string {
  return `${SCHEME}:${instanceId}/${frame}/${curve ?? "-"}`;
}

export function fromImageId(imageId: string): PictureId | null {
  const match = /^teleread:([^/]+)\/(\d+)\/(-|\d+)$/.exec(imageId);
  if (match === null) return null;
  const [, instanceId = "", frame = "", curve = ""] = match;
  return { instanceId, frame: Number(frame), curve: curve === "-" ? null : Number(curve) };
}

export function imageIdsOf(instanceId: string, frames: number, curve: number | null): string[] {
  return Array.from({ length: Math.max(frames, 1) }, (_, at) => toImageId({ instanceId, frame: at + 1, curve }));
}
