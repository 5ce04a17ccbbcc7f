/** What the server said no with (RFC 9457), in both languages; `code` is stable, texts are not. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly values: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Record<string, unknown>) {
    const title = typeof body.title === "string" ? body.title : "";
    super(title || `HTTP ${status}`);
    this.status = status;
    this.code = typeof body.code === "string" ? body.code : "unknown";
    this.titleEn = title;
    this.titleZh = typeof body.title_zh === "string" ? body.title_zh : title;
    this.values = body;
  }
}

/** The server could not be reached or answered what no server of ours answers. */
export const UNREACHABLE = "unreachable";

export function unreachable(): Problem {
  return new Problem(0, { code: UNREACHABLE });
}

export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem;
}

/** True when trying the same again later may succeed: no answer, or the server asks for patience. */
export function isPassing(error: unknown): boolean {
  return isProblem(error) && (error.status === 0 || error.status === 429 || error.status >= 500);
}

/** True when the hold on a reading is gone: someone else has it, or the lease ran out. */
export function isHoldLost(error: unknown): boolean {
  return isProblem(error) && error.status === 409 && HOLD_LOST.has(error.code);
}

const HOLD_LOST: ReadonlySet<string> = new Set(["lease_lost"]);
