import { expect, test } from "vitest";
import { ECG_KEYS, ecgActionOf } from "./keys";

const press = (key: string, target: unknown = { tagName: "DIV" }) =>
  ecgActionOf({ key, ctrlKey: false, metaKey: false, altKey: false, target });

test("every key does one thing", () => {
  const keys = ECG_KEYS.flatMap((one) => one.keys);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each([
  ["m", "march"],
  ["M", "march"],
  ["ArrowLeft", "left"],
  ["Backspace", "remove"],
  ["w", null],
])("%s does %s", (key, action) => {
  expect(press(key)).toBe(action);
});

test.each(["INPUT", "TEXTAREA", "SELECT"])("a key in a %s is someone's", (tagName) => {
  expect(press("m", { tagName })).toBeNull();
});

test("a key in a dialog is the dialog's", () => {
  expect(press("ArrowLeft", { tagName: "BUTTON", closest: () => ({}) })).toBeNull();
});

test("the browser keeps its own shortcuts", () => {
  expect(ecgActionOf({ key: "r", ctrlKey: true, metaKey: false, altKey: false, target: null })).toBeNull();
});
