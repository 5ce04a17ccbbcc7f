import { noteServerDate } from "./clock";
import { Problem, unreachable } from "./problem";

const UNSAFE: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH", "DELETE"]);
let csrfToken = "";
let whenLoggedOut: () => void = () => undefined;

export function setCsrfToken(token: string): void {
  csrfToken = token;
}

/** Says what to do when the server no longer knows the session. */
export function onLoggedOut(act: () => void): void {
  whenLoggedOut = act;
}

/** Calls the API and returns its body, or throws the Problem it answered. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (UNSAFE.has(method)) headers["X-CSRF-Token"] = csrfToken;
  const response = await fetch(path, {
    method,
    headers,
    credentials: "same-origin",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw unreachable();
  });
  noteServerDate(response.headers.get("Date"), Date.now());
  if (response.status === 401 && path !== "/api/session") whenLoggedOut();
  if (response.status === 204) return undefined as T;
  const answer: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(response.status, answer as Record<string, unknown>);
  return answer as T;
}
