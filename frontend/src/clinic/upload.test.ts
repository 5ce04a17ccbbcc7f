import { expect, it } from "vitest";
import { Problem } from "../api/problem";
import { looksLikeDicom } from "./sources";
import { mayTryAgain, outcomeOf, outcomeOfProblem } from "./upload";

const sequence = (tag: string, item: object) => ({ [tag]: { vr: "SQ", Value: [item] } });
const failure = (tag: string, reason: number) => sequence(tag, { "00081197": { vr: "US", Value: [reason] } });
const url = { "00081190": { vr: "UR", Value: ["http://here"] } };

it.each([
  ["stored", sequence("00081199", url)],
  ["beside", sequence("00081199", {})],
  ["doubtful", sequence("00081199", { "00081196": { vr: "US", Value: [0xb007] } })],
  ["no_identity", failure("00081198", 0xa900)],
  ["not_supported", failure("00081198", 0x0122)],
  ["not_supported", failure("00081198", 0xc122)],
  ["not_dicom", failure("0008119A", 0xc000)],
  ["failed", failure("00081198", 0xa700)],
  ["failed", failure("0008119A", 0x0110)],
])("an answer is read as %s", (outcome, answer) => {
  expect(outcomeOf(answer)).toBe(outcome);
});

it("only what begins as DICOM is sent", async () => {
  const withHead = new Blob([new Uint8Array(128), "DICM"]);
  expect(await looksLikeDicom(withHead)).toBe(true);
  expect(await looksLikeDicom(new Blob([new Uint8Array([8, 0, 5, 0])]))).toBe(true);
  expect(await looksLikeDicom(new Blob(["MZ program"]))).toBe(false);
  expect(await looksLikeDicom(new Blob([]))).toBe(false);
});

it.each([
  ["spent", 429, "volume_spent"],
  ["unreachable", 429, "too_many_requests"],
  ["unreachable", 503, "unavailable"],
  ["failed", 413, "content_too_large"],
] as const)("a refusal of the whole request is read as %s", (outcome, status, code) => {
  expect(outcomeOfProblem(new Problem(status, { code }))).toBe(outcome);
  expect(mayTryAgain(outcome)).toBe(true);
});
