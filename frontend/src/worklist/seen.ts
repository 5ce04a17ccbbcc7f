import type { ReadingStudy } from "../api/types";

/** How many Instances were never on this screen in full. What no page can show (a file of another kind) does not count. */
export function unseenIn(studies: readonly ReadingStudy[], seen: ReadonlySet<string>): number {
  return studies
    .flatMap((study) => study.series)
    .flatMap((series) => series.instances)
    .filter((instance) => instance.kind !== "other" && !seen.has(instance.id)).length;
}
