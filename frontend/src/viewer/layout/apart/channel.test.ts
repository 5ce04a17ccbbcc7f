import { expect, test } from "vitest";
import { allowedOf, deskIdIn } from "./channel";

const wanted = { readingId: "r1", patientKey: "p1" };
const loaded = (id: string, patient: string) => ({ id, patient: { id: patient } });

test.each([
  ["the same reading of the same patient", wanted, loaded("r1", "p1"), true, "shown"],
  ["another patient", wanted, loaded("r2", "p2"), true, "differs"],
  ["the reading of a patient who became another", wanted, loaded("r1", "p2"), true, "differs"],
  ["another reading of the same patient", wanted, loaded("r2", "p1"), true, "waiting"],
  ["nothing yet", wanted, null, true, "waiting"],
  ["a desk without a reading", null, loaded("r1", "p1"), true, "waiting"],
  ["a desk that is gone", wanted, loaded("r1", "p1"), false, "alone"],
] as const)("%s", (_, asked, here, isDeskThere, allowed) => {
  expect(allowedOf(asked, here, isDeskThere)).toBe(allowed);
});

test("a desk keeps its name, and two tabs have two", () => {
  const tab = () => {
    const kept = new Map<string, string>();
    return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, to: string) => kept.set(key, to) };
  };
  const one = tab();
  expect(deskIdIn(one)).toBe(deskIdIn(one));
  expect(deskIdIn(tab())).not.toBe(deskIdIn(one));
});
