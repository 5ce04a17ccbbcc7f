import { LIVE_MS } from "../api/queries";
import type { ReportDetail } from "../api/types";

type Going = Pick<ReportDetail, "deliveries">;

/** A report is printed before it goes anywhere, so whatever has arrived proves that there is paper. */
export function isPrinted({ deliveries }: Going): boolean {
  return deliveries.length === 0 || deliveries.some((delivery) => delivery.state === "delivered");
}

const SETTLED: ReadonlySet<string> = new Set(["delivered", "superseded"]);
const CALM_MS = 30_000;

/** How often to look again: a signed version changes no more, only its deliveries and its receipt do. */
export function refreshOf(report: Going | undefined): number {
  return report?.deliveries.every((delivery) => SETTLED.has(delivery.state)) ? CALM_MS : LIVE_MS;
}
