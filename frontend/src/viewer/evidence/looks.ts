import type { Point } from "../geometry";
import type { Look } from "../look";

/** How large a picture is and what of it lies in the middle; null where it fills what there is for it. */
export interface Framing {
  /** Screen pixels to one of the picture. */
  scale: number;
  /** In the picture as it is drawn. */
  middle: Point;
}

export interface Kept {
  look: Look;
  framing: Framing | null;
}

/** How each picture was left, for as long as the study is open. */
export interface Looks {
  recall: (instanceId: string) => Kept | null;
  keep: (instanceId: string, part: Partial<Kept> & Pick<Kept, "look">) => void;
}

export function looks(): Looks {
  const kept = new Map<string, Kept>();
  return {
    recall: (instanceId) => kept.get(instanceId) ?? null,
    keep(instanceId, part) {
      kept.set(instanceId, { framing: null, ...kept.get(instanceId), ...part });
    },
  };
}
