/** Bytes of one address, as far as they have come. They always begin at the first. */
export interface Held {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly filled: number;
  readonly size: number;
}

export interface HeldBytes {
  get: (address: string) => Held | undefined;
  isWhole: (address: string) => boolean;
  /** Puts bytes behind those that are here; `size` is that of the whole. */
  append: (address: string, chunk: Uint8Array, size: number) => void;
  drop: (address: string) => void;
  clear: () => void;
  readonly total: number;
}

const SMALLEST = 16 << 10;

/** What came over the line, kept so that a broken transfer goes on and nothing comes twice; the longest unused goes first. */
export function heldBytes(limit: number): HeldBytes {
  const held = new Map<string, { bytes: Uint8Array<ArrayBuffer>; filled: number; size: number }>();
  let total = 0;

  const drop = (address: string) => {
    total -= held.get(address)?.bytes.length ?? 0;
    held.delete(address);
  };
  const touch = (address: string) => {
    const one = held.get(address);
    if (one === undefined) return undefined;
    held.delete(address);
    held.set(address, one);
    return one;
  };
  const makeRoom = (keeping: string) => {
    for (const address of held.keys()) {
      if (total <= limit) return;
      if (address !== keeping) drop(address);
    }
  };

  return {
    get: touch,
    isWhole: (address) => {
      const one = held.get(address);
      return one !== undefined && one.filled >= one.size;
    },
    append(address, chunk, size) {
      const before = touch(address);
      const needed = (before?.filled ?? 0) + chunk.length;
      let bytes = before?.bytes;
      if (bytes === undefined || bytes.length < needed) {
        const grown = new Uint8Array(Math.max(size, needed, size > 0 ? 0 : 2 * needed, SMALLEST));
        if (bytes !== undefined) grown.set(bytes.subarray(0, before?.filled));
        total += grown.length - (bytes?.length ?? 0);
        bytes = grown;
      }
      bytes.set(chunk, before?.filled ?? 0);
      held.set(address, { bytes, filled: needed, size: Math.max(size, needed) });
      makeRoom(address);
    },
    drop,
    clear() {
      held.clear();
      total = 0;
    },
    get total() {
      return total;
    },
  };
}
