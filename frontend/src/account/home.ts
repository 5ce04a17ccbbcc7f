import type { Role } from "../api/types";
import { routes } from "../routes";

/** Where a person's day begins, by what they do most; null when no role has a page. */
export function homeOf(roles: readonly Role[]): string | null {
  if (roles.includes("author") || roles.includes("reviewer")) return routes.worklist;
  if (roles.includes("township_doctor")) return routes.reports;
  if (roles.includes("technician")) return routes.studies;
  if (roles.includes("admin")) return routes.overview;
  return null;
}
