import type { Progress } from "./line";

type Came = Pick<Progress, "received" | "size">;

export function percentOf({ received, size }: Came): number {
  return size > 0 ? Math.min(Math.round((100 * received) / size), 100) : 0;
}

/** Whole seconds until the rest is here, or null where the line's width is not known yet. */
export function secondsLeft({ received, size }: Came, rate: number | null): number | null {
  if (rate === null || rate <= 0 || size <= 0) return null;
  return Math.max(Math.ceil((size - received) / rate), 1);
}

/** Decimal units, as lines are sold. */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
