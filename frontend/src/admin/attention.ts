import type { ForwardingDestination, Keeping, Readiness } from "../api/types";

/** What keeps the house from doing its work, by what an administrator has to look at; the cause before what it causes. */
export const TROUBLES = ["database", "migrations", "store", "room", "cannot_keep", "silent"] as const;
export type Trouble = (typeof TROUBLES)[number];

export function troublesOf(readiness: Readiness): Trouble[] {
  const { database, migrations, store, room, gateway } = readiness;
  const found: Record<Trouble, boolean> = {
    database: database === "unavailable",
    migrations: migrations === "outdated",
    store: store === "unavailable",
    room: room === "low",
    cannot_keep: gateway === "cannot_keep",
    silent: gateway === "silent",
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
