import type { InstanceSummary, ReadingStudy } from "../api/types";

/** Every Instance of some studies, as the server lists them. */
export function instancesOf(studies: readonly ReadingStudy[]): InstanceSummary[] {
  return studies.flatMap((study) => study.series).flatMap((series) => series.instances);
}
