export interface Piece {
  text: string;
  kind: "same" | "old" | "new";
}

/** Beyond this many comparisons the two texts are shown one after the other: the page must not stand still. */
const MOST_COMPARISONS = 4_000_000;

/** A word of letters or digits, a run of blanks, or one other character: of Chinese each character is one. */
const TOKEN = /[\p{Script=Latin}\p{N}]+|\s+|./gsu;

/** What was taken out and what was put in, in the order in which one reads the new text. */
export function diffOf(before: string, after: string): Piece[] {
  const old = before.match(TOKEN) ?? [];
  const now = after.match(TOKEN) ?? [];
  const head = commonHead(old, now);
  const tail = commonTail(old.slice(head), now.slice(head));
  const pieces = [
    ...old.slice(0, head).map(same),
    ...middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...now.slice(now.length - tail).map(same),
  ];
  return joined(pieces);
}

const same = (text: string): Piece => ({ text, kind: "same" });

function commonHead(old: readonly string[], now: readonly string[]): number {
  const different = old.findIndex((token, at) => token !== now[at]);
  return different === -1 ? old.length : different;
}

function commonTail(old: readonly string[], now: readonly string[]): number {
  return commonHead(old.toReversed(), now.toReversed());
}

function middle(old: readonly string[], now: readonly string[]): Piece[] {
  if (old.length * now.length > MOST_COMPARISONS) {
    return [...old.map((text) => ({ text, kind: "old" }) as const), ...now.map((text) => ({ text, kind: "new" }) as const)];
  }
  const lengths = lengthsOf(old, now);
  const width = now.length + 1;
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [a, b] = [old[i], now[j]];
    if (a !== undefined && a === b) {
      pieces.push(same(a));
      [i, j] = [i + 1, j + 1];
    } else if (b === undefined || (a !== undefined && at(lengths, (i + 1) * width + j) >= at(lengths, i * width + j + 1))) {
      pieces.push({ text: a ?? "", kind: "old" });
      i += 1;
    } else {
      pieces.push({ text: b, kind: "new" });
      j += 1;
    }
  }
  return pieces;
}

/** How long the longest common part of the two rests is, from each pair of places on. */
function lengthsOf(old: readonly string[], now: readonly string[]): Uint16Array {
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        old[i] === now[j]
          ? at(lengths, (i + 1) * width + j + 1) + 1
          : Math.max(at(lengths, (i + 1) * width + j), at(lengths, i * width + j + 1));
    }
  }
  return lengths;
}

const at = (lengths: Uint16Array, index: number): number => lengths[index] ?? 0;

function joined(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else found.push({ ...piece });
  }
  return found;
}
