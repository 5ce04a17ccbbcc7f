import { expect, it } from "vitest";
import type { NameStanding, StudySummary } from "../api/types";
import { doubtfulPatients } from "./doubtful";

const study = (id: string, name_standing: NameStanding) => ({ patient: { id, name_standing } }) as StudySummary;

it("a patient whose name was guessed is asked about once, however many studies there are", () => {
  const studies = [study("a", "guessed"), study("a", "guessed"), study("b", "exact"), study("c", "lossy")];
  expect(doubtfulPatients(studies).map((patient) => patient.id)).toEqual(["a", "c"]);
});
