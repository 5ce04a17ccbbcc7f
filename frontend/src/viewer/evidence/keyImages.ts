import type { KeyImage, SavedLook } from "./evidence";

/** The frames that a reader chose, in the order in which they did. */
export interface KeyImages {
  read: () => readonly KeyImage[];
  subscribe: (listener: () => void) => () => void;
  /** Chooses a frame, or no longer; false where nothing may be changed. */
  toggle: (instanceId: string, frame: number, look: SavedLook | null) => boolean;
  note: (instanceId: string, frame: number, note: string) => void;
  /** Puts these in the place of all. */
  load: (saved: readonly KeyImage[], isFixed: boolean) => void;
  setFixed: (isFixed: boolean) => void;
}

export function isOf({ instanceId, frame }: KeyImage, ofInstance: string, ofFrame: number): boolean {
  return instanceId === ofInstance && frame === ofFrame;
}

export function keyImages(): KeyImages {
  let all: readonly KeyImage[] = [];
  let isFixed = true;
  const listeners = new Set<() => void>();
  const put = (next: readonly KeyImage[]) => {
    all = next;
    for (const listener of listeners) listener();
  };
  return {
    read: () => all,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    toggle(instanceId, frame, look) {
      if (isFixed) return false;
      const others = all.filter((one) => !isOf(one, instanceId, frame));
      put(others.length < all.length ? others : [...all, { instanceId, frame, note: "", look }]);
      return true;
    },
    note(instanceId, frame, note) {
      if (!isFixed) put(all.map((one) => (isOf(one, instanceId, frame) ? { ...one, note } : one)));
    },
    load(saved, fixed) {
      isFixed = fixed;
      put(saved);
    },
    setFixed(fixed) {
      isFixed = fixed;
      put(all);
    },
  };
}
