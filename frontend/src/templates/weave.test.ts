import { expect, test } from "vitest";
import { needsAsking, woven } from "./weave";

const FORM = { findings: "双肺清晰。", impression: "未见异常。" };
const EMPTY = { findings: "", impression: "" };

test("an empty report and what the form wrote last are written over without a question", () => {
  expect(needsAsking(EMPTY, FORM, null)).toBe(false);
  expect(woven(EMPTY, FORM, null, "after")).toEqual(FORM);
  const changed = { findings: "双肺纹理增多。", impression: "" };
  expect(needsAsking(FORM, changed, FORM)).toBe(false);
  expect(woven(FORM, changed, FORM, "after")).toEqual({ findings: "双肺纹理增多。", impression: "未见异常。" });
});

test("what a person typed is never taken without asking", () => {
  const typed = { findings: "双肺清晰。另见肋骨陈旧骨折。", impression: "未见异常。" };
  expect(needsAsking(typed, { findings: "双肺结节。", impression: "" }, FORM)).toBe(true);
  expect(needsAsking({ findings: "", impression: "手写" }, FORM, null)).toBe(true);
});

test("it goes after what was typed, or in its place", () => {
  const typed = { findings: "手写。", impression: "" };
  expect(woven(typed, FORM, null, "after")).toEqual({ findings: "手写。\n双肺清晰。", impression: "未见异常。" });
  expect(woven(typed, FORM, null, "instead")).toEqual(FORM);
});
