import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, setCsrfToken } from "../api/client";
import { forgetEverything } from "../api/forgetting";
import { isProblem } from "../api/problem";
import type { Account, Role, Session } from "../api/types";

export const SESSION_KEY = ["session"] as const;

async function loadSession(): Promise<Session | null> {
  try {
    const session = await bodyOf(api.GET("/api/session"));
    setCsrfToken(session.csrf_token);
    noteLogin(true);
    return session;
  } catch (error) {
    if (isProblem(error) && error.status === 401) {
      noteLogin(false);
      return null;
    }
    throw error;
  }
}

export function sessionOptions() {
  return queryOptions({ queryKey: SESSION_KEY, queryFn: loadSession, staleTime: 60_000 });
}

export function useSession() {
  return useQuery(sessionOptions());
}

const LOGGED_IN = "teleread.logged-in";

/** Whether somebody was logged in when this browser last asked: so it is worth asking for more before one knows. */
export function wasLoggedIn(storage: Storage): boolean {
  return storage.getItem(LOGGED_IN) !== null;
}

function noteLogin(isLoggedIn: boolean): void {
  if (isLoggedIn) localStorage.setItem(LOGGED_IN, "yes");
  else localStorage.removeItem(LOGGED_IN);
}

/** The person at this page; only for pages that are shown after login. */
export function useAccount(): Account {
  const session = useSession().data;
  if (!session) throw new Error("this page is shown only after login");
  return session.account;
}

/** Nothing that one person saw is left for the next. */
function forgetOthers(queries: QueryClient): void {
  forgetEverything();
  queries.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] });
}

export function useLogIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (entered: { name: string; password: string }) => bodyOf(api.POST("/api/session", { body: entered })),
    onSuccess(session) {
      setCsrfToken(session.csrf_token);
      noteLogin(true);
      forgetOthers(queries);
      queries.setQueryData(SESSION_KEY, session);
    },
  });
}

export function useLogOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.DELETE("/api/session")),
    onSettled() {
      setCsrfToken("");
      noteLogin(false);
      queries.setQueryData(SESSION_KEY, null);
      forgetOthers(queries);
    },
  });
}

export function hasRole(account: Account, ...roles: Role[]): boolean {
  return account.roles.some((role) => roles.includes(role));
}

/** Takes another password; every login of the person ends, this one too. */
export function changePassword(body: { old_password: string; new_password: string }) {
  return bodyOf(api.POST("/api/session/password", { body }));
}
