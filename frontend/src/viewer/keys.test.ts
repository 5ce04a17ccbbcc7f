import { expect, test } from "vitest";
import { actionOf } from "./keys";

const press = (key: string, part: Partial<Parameters<typeof actionOf>[0]> = {}) =>
  actionOf({ key, ctrlKey: false, metaKey: false, altKey: false, target: { tagName: "DIV" }, ...part });

test.each([
  ["w", "window"],
  ["Z", "zoom"],
  [" ", "play"],
  ["ArrowLeft", "previous"],
  ["?", "help"],
  ["3", 3],
  ["q", null],
])("%s does %s", (key, action) => {
  expect(press(key)).toBe(action);
});

test.each(["TEXTAREA", "INPUT", "SELECT"])("a key in a %s is someone's text", (tagName) => {
  expect(press("i", { target: { tagName } })).toBeNull();
});

test("a key in an editor is someone's text", () => {
  expect(press("i", { target: { tagName: "DIV", isContentEditable: true } })).toBeNull();
});

test("a focused slider keeps the arrows, and nothing else", () => {
  const target = { tagName: "INPUT", type: "range" };
  expect(press("ArrowLeft", { target })).toBeNull();
  expect(press("i", { target })).toBe("invert");
});

test("the browser keeps its own shortcuts", () => {
  expect(press("r", { ctrlKey: true })).toBeNull();
});

test("the space bar on a button presses the button only", () => {
  expect(press(" ", { target: { tagName: "BUTTON" } })).toBeNull();
  expect(press("i", { target: { tagName: "BUTTON" } })).toBe("invert");
});
