import { type Caliper, type Jaw, type JawName, nudged } from "./calipers";
import type { Signal } from "./trace";

/** The pairs on the paper, and which of them the keys move. */
export interface Pairs {
  all: readonly Caliper[];
  chosen: number | null;
  jaw: JawName;
  next: number;
}

export const NO_PAIRS: Pairs = { all: [], chosen: null, jaw: "to", next: 1 };
export const MOST_PAIRS = 8;

export function chosenOf(pairs: Pairs): Caliper | null {
  return pairs.all.find(({ id }) => id === pairs.chosen) ?? null;
}

/** A new pair takes the place of those that are not kept. */
export function setDown(pairs: Pairs, pair: { channel: number; from: Jaw; to: Jaw }): Pairs {
  const kept = pairs.all.filter(({ isKept }) => isKept).slice(-(MOST_PAIRS - 1));
  const added: Caliper = { ...pair, id: pairs.next, isKept: false, isMarching: false };
  return { all: [...kept, added], chosen: added.id, jaw: "to", next: pairs.next + 1 };
}

export function choose(pairs: Pairs, id: number, jaw: JawName): Pairs {
  return { ...pairs, chosen: id, jaw };
}

function change(pairs: Pairs, by: (caliper: Caliper) => Caliper): Pairs {
  return { ...pairs, all: pairs.all.map((one) => (one.id === pairs.chosen ? by(one) : one)) };
}

export function moveJaw(pairs: Pairs, to: Jaw): Pairs {
  return change(pairs, (one) => ({ ...one, [pairs.jaw]: to }));
}

/** Moves the chosen jaw, or the whole pair. */
export function nudge(pairs: Pairs, by: Partial<Jaw>, isWhole: boolean, signals: readonly Signal[]): Pairs {
  return change(pairs, (one) => {
    const signal = signals[one.channel];
    return signal === undefined ? one : nudged(one, isWhole ? ["from", "to"] : [pairs.jaw], by, signal);
  });
}

export function toggleKept(pairs: Pairs): Pairs {
  return change(pairs, (one) => ({ ...one, isKept: !one.isKept }));
}

export function toggleMarch(pairs: Pairs): Pairs {
  return change(pairs, (one) => ({ ...one, isMarching: !one.isMarching }));
}

export function otherJaw(pairs: Pairs): Pairs {
  return { ...pairs, jaw: pairs.jaw === "from" ? "to" : "from" };
}

export function removeChosen(pairs: Pairs): Pairs {
  const all = pairs.all.filter(({ id }) => id !== pairs.chosen);
  return { ...pairs, all, chosen: all.at(-1)?.id ?? null };
}
