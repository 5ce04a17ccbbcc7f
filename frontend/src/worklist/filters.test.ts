import { expect, test } from "vitest";
import { filtersOf, narrowedBy, searchOf } from "./filters";

const CLINIC = "01a20dc9-8c37-7982-ae55-1ef38bf53a8a";

test.each(["", "?view=open", `?view=done&modality=xray&clinic=${CLINIC}&state=signed&priority=emergency`])(
  "an address is read and written alike: %o",
  (address) => {
    expect(searchOf(filtersOf(new URLSearchParams(address)))).toBe(address);
  },
);

test("what an address makes up is left out", () => {
  const asked = filtersOf(new URLSearchParams("view=all&modality=mr&clinic=1&state=signed&priority=now&name=x"));
  expect(asked).toEqual({ view: "mine", modality: null, clinic_id: null, state: null, priority: null });
  expect(narrowedBy(asked)).toBe(0);
});

test("a state that the other list has not is let go with the list", () => {
  expect(searchOf({ view: "open", modality: "ecg", clinic_id: null, state: "signed", priority: null })).toBe(
    "?view=open&modality=ecg",
  );
});
