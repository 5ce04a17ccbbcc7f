import { expect, test } from "vitest";
import { appended, insertIntoFindings, offerInsertion } from "./insertion";

test("text is taken by the editor that is open, and by none once it is closed", () => {
  const taken: string[] = [];
  const withdraw = offerInsertion((text) => taken.push(text) > 0);
  expect(insertIntoFindings("QT 368 ms")).toBe(true);
  withdraw();
  expect(insertIntoFindings("QT 368 ms")).toBe(false);
  expect(taken).toEqual(["QT 368 ms"]);
});

test("an editor that closes late takes nothing away from the next", () => {
  const withdraw = offerInsertion(() => false);
  const last = offerInsertion(() => true);
  withdraw();
  expect(insertIntoFindings("QT")).toBe(true);
  last();
});

test.each([
  ["", "QT"],
  ["窦性心律。", "窦性心律。\nQT"],
  ["窦性心律。\n\n", "窦性心律。\nQT"],
])("after %j it stands on a line of its own", (findings, whole) => {
  expect(appended(findings, "QT")).toBe(whole);
});
