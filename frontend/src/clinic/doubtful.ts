import type { Patient, StudySummary } from "../api/types";
import { isNameDoubtful } from "../study/patient";
import { searchStudies } from "../study/queries";

export const DOUBTFUL_KEY = ["studies", "doubtful"] as const;

export async function loadDoubtful(): Promise<Patient[]> {
  return doubtfulPatients(await searchStudies({ doubtful_names_only: true }));
}

/** Each patient whose name a program only guessed, once. */
export function doubtfulPatients(studies: readonly StudySummary[]): Patient[] {
  const doubtful = studies.map((study) => study.patient).filter((patient) => isNameDoubtful(patient.name_standing));
  return [...new Map(doubtful.map((patient) => [patient.id, patient])).values()];
}
