import { expect, test } from "vitest";
import { expansionAt } from "./expand";

const PHRASES = [
  { short_key: "zc", text: "未见异常", owner: "department" },
  { short_key: "zc", text: "本人：未见异常", owner: "personal" },
  { short_key: "xzc", text: "心脏未见异常", owner: "department" },
  { short_key: "正常", text: "大小形态正常", owner: "house" },
];

test.each([
  ["zc", 2, { start: 0, end: 2, text: "本人：未见异常" }],
  ["双肺zc", 4, { start: 2, end: 4, text: "本人：未见异常" }],
  ["双肺 XZC", 6, { start: 3, end: 6, text: "心脏未见异常" }],
  ["肝脏正常", 4, { start: 2, end: 4, text: "大小形态正常" }],
  ["zc，后面", 2, { start: 0, end: 2, text: "本人：未见异常" }],
  ["abzc", 4, null],
  ["zc ", 3, null],
  ["", 0, null],
])("%j at %i", (text, caret, expected) => {
  expect(expansionAt(text, caret, PHRASES)).toEqual(expected);
});
