import { type Held, heldBytes } from "./held";
import { lineQueue } from "./queue";
import { lineRate } from "./rate";
import { AHEAD, type Attention, NOWHERE, type Piece, rankOf } from "./ranking";
import { type Asked, transfer, type Watch } from "./transfer";

/** A transfer as the page may tell of it. */
export interface Progress {
  received: number;
  /** 0 where nobody knows it yet. */
  size: number;
  /** Tries in a row that brought nothing. */
  attempts: number;
  /** When it was first asked for, on a steady clock. */
  since: number;
}

export interface LinePorts {
  fetch: (address: string, init: RequestInit) => Promise<Response>;
  now: () => number;
  pause: (attempt: number, signal: AbortSignal) => Promise<void>;
  watch: (signal: AbortSignal) => Watch;
  /** How many bytes are kept in memory. */
  memory: number;
}

export interface Line {
  /**
   * Brings the bytes of an address, at least `enough` of them from the first on, in the order in which pieces are
   * wanted. Whoever asks for the same address shares one transfer.
   */
  want: (asked: Asked, piece: Piece, signal: AbortSignal, enough?: number) => Promise<Held>;
  /** Anything else that goes over the line in its turn. */
  inTurn: <T>(piece: Piece, bytes: number, run: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => Promise<T>;
  /** Says where the reader's eyes are; what is under way is put in order by it. */
  attend: (change: (attention: Attention) => Attention) => void;
  attention: () => Attention;
  isWhole: (address: string) => boolean;
  drop: (address: string) => void;
  /** How many bytes more may be fetched ahead: half of the memory is for what the reader opens. */
  room: () => number;
  progressOf: (address: string) => Progress | null;
  /** Bytes a second, or null before anything can be said. */
  rate: () => number | null;
  subscribe: (listener: () => void) => () => void;
  /** Forgets all that came; for the next person at this page. */
  forget: () => void;
}

interface Waiter {
  enough: number;
  resolve: (held: Held) => void;
  reject: (why: unknown) => void;
}

interface Flow {
  progress: Progress;
  waiters: Set<Waiter>;
  controller: AbortController;
}

/** Requests side by side: a browser has six to one server, and two of them are for the rest of the page. */
const JOBS = 4;
const LEAST_BYTES = 64 << 10;
const MOST_BYTES = 32 << 20;
/** So long the next answer is on its way: there and back, and the server's time. */
const WAY_SECONDS = 0.25;

/** The one way by which the viewer's bytes come. */
export function line({ fetch, now, pause, watch, memory }: LinePorts): Line {
  const held = heldBytes(memory);
  const rate = lineRate();
  const flows = new Map<string, Flow>();
  const listeners = new Set<() => void>();
  let attention = NOWHERE;
  let forgotten = new AbortController();

  const queue = lineQueue({
    jobs: () => JOBS,
    bytes() {
      return Math.min(Math.max((rate.read() ?? 0) * WAY_SECONDS, LEAST_BYTES), MOST_BYTES);
    },
  });

  const tell = () => {
    for (const listener of listeners) listener();
  };

  const settle = (flow: Flow, act: (waiter: Waiter) => boolean) => {
    for (const waiter of [...flow.waiters]) if (act(waiter)) flow.waiters.delete(waiter);
  };

  const begin = (asked: Asked, piece: Piece): Flow => {
    const here = held.get(asked.address)?.filled ?? 0;
    const flow: Flow = {
      progress: { received: here, size: asked.size, attempts: 0, since: now() },
      waiters: new Set(),
      controller: new AbortController(),
    };
    const note = (part: Partial<Progress>) => {
      flow.progress = { ...flow.progress, ...part };
      tell();
    };
    const onBytes = (count: number) => {
      rate.came(count, now());
      const now_ = held.get(asked.address);
      if (now_ === undefined) return;
      note({ received: now_.filled, size: now_.size });
      settle(flow, ({ enough, resolve }) => {
        if (now_.filled < enough) return false;
        resolve(now_);
        return true;
      });
      queue.reconsider();
    };
    const onTrouble = (attempts: number) => {
      if (attempts !== flow.progress.attempts) note({ attempts });
    };
    const job = {
      rank: () => rankOf(piece, attention),
      bytes: () => Math.max(flow.progress.size - flow.progress.received, 0),
      run: (signal: AbortSignal) => transfer(asked, { held, fetch, pause, watch, onBytes, onTrouble }, signal),
    };
    const end = (act: (waiter: Waiter) => void) => {
      if (flows.get(asked.address) === flow) flows.delete(asked.address);
      if (flows.size === 0) rate.paused();
      settle(flow, (waiter) => (act(waiter), true));
      tell();
    };
    flows.set(asked.address, flow);
    queue.add(job, flow.controller.signal).then(
      (all) => end(({ resolve }) => resolve(all)),
      (why: unknown) => end(({ reject }) => reject(why)),
    );
    return flow;
  };

  const want: Line["want"] = (asked, piece, signal, enough = Infinity) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const here = held.get(asked.address);
      if (here !== undefined && (held.isWhole(asked.address) || here.filled >= enough)) return resolve(here);
      const flow = flows.get(asked.address) ?? begin(asked, piece);
      const waiter = { enough, resolve, reject };
      flow.waiters.add(waiter);
      const leave = () => {
        if (!flow.waiters.delete(waiter)) return;
        reject(signal.reason as Error);
        if (flow.waiters.size === 0) {
          if (flows.get(asked.address) === flow) flows.delete(asked.address);
          flow.controller.abort(signal.reason);
        }
      };
      signal.addEventListener("abort", leave, { once: true });
      return undefined;
    });

  return {
    want,
    inTurn: (piece, bytes, run, signal) =>
      queue.add(
        { rank: () => rankOf(piece, attention), bytes: () => bytes, run },
        AbortSignal.any([signal, forgotten.signal]),
      ),
    attend(change) {
      attention = change(attention);
      queue.reconsider();
    },
    attention: () => attention,
    isWhole: held.isWhole,
    drop: held.drop,
    room: () => memory / 2 - held.total,
    progressOf: (address) => flows.get(address)?.progress ?? null,
    rate: rate.read,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    forget() {
      forgotten.abort();
      forgotten = new AbortController();
      for (const { controller } of flows.values()) controller.abort();
      flows.clear();
      held.clear();
      attention = NOWHERE;
    },
  };
}

export { AHEAD };
