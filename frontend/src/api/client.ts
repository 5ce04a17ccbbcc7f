import createClient, { type Middleware } from "openapi-fetch";
import { noteServerDate } from "./clock";
import { Problem, unreachable } from "./problem";
import type { paths } from "./schema";

const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);
let csrfToken = "";
let whenLoggedOut: () => void = () => undefined;

export function setCsrfToken(token: string | null): void {
  csrfToken = token ?? "";
}

/** Says what to do when the server no longer knows the session. */
export function onLoggedOut(act: () => void): void {
  whenLoggedOut = act;
}

/** The header that proves to the server that a request is of our own page. */
export function csrfHeader(): [string, string][] {
  return [["X-CSRF-Token", csrfToken]];
}

/** Takes note of an answer that came past the client of the API. */
export function noteAnswer(status: number): void {
  if (status === 401) whenLoggedOut();
}

const ours: Middleware = {
  onRequest({ request }) {
    if (!SAFE.has(request.method)) request.headers.set("X-CSRF-Token", csrfToken);
    return request;
  },
  onResponse({ response, schemaPath }) {
    noteServerDate(response.headers.get("Date"), Date.now());
    if (response.status === 401 && schemaPath !== "/api/session") whenLoggedOut();
    return response;
  },
  onError: unreachable,
};

/** The API as its OpenAPI document types it. */
export const api = createClient<paths>({ credentials: "same-origin", headers: { Accept: "application/json" } });
api.use(ours);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Returns the body of an answer, or throws the Problem that it is. */
export async function bodyOf<T>(answering: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answering;
  if (response.ok) return data as T;
  throw new Problem(response.status, typeof error === "object" && error !== null ? { ...error } : {});
}
