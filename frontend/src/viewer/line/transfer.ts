import { isPassing, Problem, unreachable } from "../../api/problem";
import type { Held, HeldBytes } from "./held";

export interface Asked {
  address: string;
  accept: string;
  /** The size of the whole, or 0 where only the answer knows it. */
  size: number;
  /** Whether the server gives out a part of it, so that a broken transfer goes on where it broke. */
  isRanged: boolean;
}

export interface Ports {
  held: HeldBytes;
  fetch: (address: string, init: RequestInit) => Promise<Response>;
  /** Waits before another try, after the `attempt`th in a row that brought nothing. */
  pause: (attempt: number, signal: AbortSignal) => Promise<void>;
  /** Aborts when nothing has come for too long since the last `touch`. */
  watch: (signal: AbortSignal) => Watch;
  onBytes: (count: number) => void;
  /** How many tries in a row brought nothing; 0 when bytes come. */
  onTrouble: (attempts: number) => void;
}

export interface Watch {
  signal: AbortSignal;
  touch: () => void;
  stop: () => void;
}

/** Asked for in case there is one, and there is none. */
const NOTHING_THERE = 204;

/** So many tries in a row that bring nothing, and whoever asked is told. */
export const TRIES = 4;

/**
 * Brings all bytes of an address and, where the line breaks, the rest of them. What had come before is not asked for
 * again where the server gives out parts.
 *
 * @throws Problem: the server's own, or that it cannot be reached.
 */
export async function transfer(asked: Asked, ports: Ports, signal: AbortSignal): Promise<Held> {
  const { held, onTrouble, pause } = ports;
  let attempts = 0;
  for (;;) {
    const before = held.get(asked.address)?.filled ?? 0;
    try {
      await once(asked, ports, signal);
      const here = held.get(asked.address);
      if (here !== undefined && here.filled >= here.size) return here;
      throw unreachable();
    } catch (why) {
      signal.throwIfAborted();
      const problem = why instanceof Problem ? why : unreachable();
      const hasCome = (held.get(asked.address)?.filled ?? 0) > before;
      attempts = hasCome && asked.isRanged ? 1 : attempts + 1;
      if (!asked.isRanged) held.drop(asked.address);
      if (!isPassing(problem) || attempts >= TRIES) throw problem;
      onTrouble(attempts);
      await pause(attempts, signal);
    }
  }
}

async function once(asked: Asked, ports: Ports, signal: AbortSignal): Promise<void> {
  const { held } = ports;
  const here = held.get(asked.address);
  if (here !== undefined && here.size > 0 && here.filled >= here.size) return;
  const from = asked.isRanged ? (here?.filled ?? 0) : 0;
  if (from === 0) held.drop(asked.address);
  const watch = ports.watch(signal);
  try {
    const response = await ports.fetch(asked.address, {
      headers: { Accept: asked.accept, ...(from > 0 ? { Range: `bytes=${from}-` } : {}) },
      credentials: "same-origin",
      signal: watch.signal,
    });
    if (!response.ok) throw new Problem(response.status, await bodyOf(response));
    if (response.status === NOTHING_THERE) throw new Problem(NOTHING_THERE, {});
    // Who answers with the whole begins at the first byte.
    if (response.status !== 206) held.drop(asked.address);
    await pour(response, asked, ports, watch);
  } finally {
    watch.stop();
  }
}

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  return (await response.json().catch(() => ({}))) as Record<string, unknown>;
}

async function pour(response: Response, asked: Asked, ports: Ports, watch: Watch): Promise<void> {
  const size = sizeOf(response) ?? asked.size;
  const reader = response.body?.getReader();
  if (reader === undefined) throw unreachable();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    // What arrived with the abort belongs to nobody: another transfer may have gone on from before it.
    watch.signal.throwIfAborted();
    watch.touch();
    ports.held.append(asked.address, value, size);
    ports.onTrouble(0);
    ports.onBytes(value.length);
  }
}

/** The size of the whole, as the answer says it, be it one to a part. */
function sizeOf(response: Response): number | null {
  const whole = /\/(\d+)$/.exec(response.headers.get("Content-Range") ?? "")?.[1];
  const length = response.status === 206 ? whole : response.headers.get("Content-Length");
  const isAsItIs = response.headers.get("Content-Encoding") === null;
  return length != null && isAsItIs ? Number(length) : null;
}
