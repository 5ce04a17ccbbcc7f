import type { ForwardingDestination, Keeping, Readiness } from "../api/types";

/** What keeps the house from doing its work, by what an administrator has to look at; the cause before what it causes. */
export const TROUBLES = ["database", "migrations", "store", "room", "cannot_keep", "silent", "seal_problem", "seal_expired", "seal_ending"] as const;
export type Trouble = (typeof TROUBLES)[number];

export function troublesOf(readiness: Readiness): Trouble[] {
  const { database, migrations, store, room, gateway, seal } = readiness;
  const found: Record<Trouble, boolean> = {
    database: database === "unavailable",
    migrations: migrations === "outdated",
    store: store === "unavailable",
    room: room === "low",
    cannot_keep: gateway === "cannot_keep",
    silent: gateway === "silent",
    seal_problem: seal === "problem",
    seal_expired: seal === "expired" || seal === "not_yet",
    seal_ending: seal === "ending",
  };
  return TROUBLES.filter((trouble) => found[trouble]);
}

/** Destinations where something failed for good, or that did not take what was last sent; not those put on hold. */
export function destinationsInTrouble(destinations: readonly ForwardingDestination[]): ForwardingDestination[] {
  return destinations.filter((each) => each.dead > 0 || (each.reason !== null && !each.is_paused));
}

/** How many deletions wait for a second person. */
export function deletionsWaiting(keeping: Keeping | undefined): number {
  return keeping?.deletions_proposed ?? 0;
}
