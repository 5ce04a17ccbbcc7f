import type { Account } from "../api/types";
import { routes } from "../routes";
import { hasRole } from "./session";

export type Destination = {
  to: string;
  name:
    | "worklist"
    | "order"
    | "requests"
    | "critical"
    | "criticalAdmin"
    | "studies"
    | "reports"
    | "tasks"
    | "overview"
    | "turnaround"
    | "clinics"
    | "forwardings"
    | "people"
    | "retention"
    | "feedback"
    | "writing"
    | "display"
    | "audit";
};

/** Where a person can go, in the order in which they usually go there. */
export function destinationsOf(account: Account): Destination[] {
  const found: Destination[] = [];
  if (hasRole(account, "author", "reviewer")) found.push({ to: routes.worklist, name: "worklist" });
  if (hasRole(account, "admin")) {
    found.push({ to: routes.overview, name: "overview" }, { to: routes.turnaround, name: "turnaround" });
  }
  if (hasRole(account, "technician", "township_doctor", "admin")) {
    found.push({ to: routes.studies, name: "studies" }, { to: routes.reports, name: "reports" });
  }
  found.push({ to: routes.critical, name: "critical" });
  if (hasRole(account, "technician", "township_doctor")) {
    found.push({ to: routes.requests, name: "requests" });
  }
  if (hasRole(account, "technician", "township_doctor", "admin")) found.push({ to: routes.tasks, name: "tasks" });
  if (hasRole(account, "admin")) {
    found.push(
      { to: routes.clinics, name: "clinics" },
      { to: routes.forwardings, name: "forwardings" },
      { to: routes.criticalAdmin, name: "criticalAdmin" },
      { to: routes.people, name: "people" },
      { to: routes.retention, name: "retention" },
      { to: routes.audit, name: "audit" },
    );
  }
  if (hasRole(account, "author")) found.push({ to: routes.feedback, name: "feedback" });
  if (hasRole(account, "author", "reviewer", "admin")) found.push({ to: routes.writing, name: "writing" });
  if (hasRole(account, "author", "reviewer")) found.push({ to: routes.display, name: "display" });
  return found;
}
