import { type Span, spanOf } from "../ui/time";

export interface Countdown {
  isOver: boolean;
  span: Span;
}

/** How long until a reading is due, or since. The colour comes from the server's `standing`, never from here. */
export function countdownTo(dueAt: string, now: number): Countdown {
  const left = Date.parse(dueAt) - now;
  return { isOver: left < 0, span: spanOf(left) };
}
