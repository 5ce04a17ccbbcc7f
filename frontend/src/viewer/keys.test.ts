import { expect, test } from "vitest";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { actionOf, ACTIONS, DRAWING_KEYS, drawingActionOf, KEYS, SHEETS } from "./keys";

const press = (key: string, part: Partial<Parameters<typeof actionOf>[0]> = {}) =>
  actionOf({ key, ctrlKey: false, metaKey: false, altKey: false, target: { tagName: "DIV" }, ...part });

test.each([
  ["w", "window"],
  ["Z", "zoom"],
  [" ", "play"],
  ["ArrowLeft", "previous"],
  ["?", "help"],
  ["3", 3],
  ["l", "length"],
  ["]", "rotateRight"],
  ["Escape", "cancel"],
  ["Delete", "remove"],
  ["Backspace", "remove"],
  ["PageUp", "zoomIn"],
  ["k", "keyImage"],
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

test("Ctrl+Z takes back, on a Mac as well, and not in someone's text", () => {
  expect(press("z", { ctrlKey: true })).toBe("undo");
  expect(press("z", { metaKey: true })).toBe("undo");
  expect(press("z", { ctrlKey: true, target: { tagName: "TEXTAREA" } })).toBeNull();
});

test("Ctrl+Shift+Z and Ctrl+Y do it again", () => {
  expect(press("Z", { ctrlKey: true, shiftKey: true })).toBe("redo");
  expect(press("y", { ctrlKey: true })).toBe("redo");
});

test.each([
  ["ArrowUp", false, "moveCross"],
  ["ArrowUp", true, "moveCrossFar"],
  ["Enter", false, "putPoint"],
  ["Tab", false, "nextMark"],
  ["Tab", true, "previousMark"],
  ["w", false, null],
])("for one who measures by keyboard %s, shifted %s, does %s", (key, shiftKey, action) => {
  const event = { key, shiftKey, ctrlKey: false, metaKey: false, altKey: false };
  expect(drawingActionOf({ ...event, target: { tagName: "DIV" } })).toBe(action);
  expect(drawingActionOf({ ...event, target: { tagName: "TEXTAREA" } })).toBeNull();
});

test("Enter on a button presses the button only", () => {
  const event = { key: "Enter", ctrlKey: false, metaKey: false, altKey: false, target: { tagName: "BUTTON" } };
  expect(drawingActionOf(event)).toBeNull();
});

test("no key does two things", () => {
  expect(new Set(KEYS.map((one) => one.key)).size).toBe(KEYS.length);
  expect(new Set(KEYS.map((one) => one.action)).size).toBe(KEYS.length);
});

test("every key is in the help sheet once", () => {
  expect(Object.values(SHEETS).flat()).toHaveLength(KEYS.length);
  expect(new Set(Object.values(SHEETS).flat())).toEqual(new Set(KEYS));
});

test("every action has a key, and both languages name it", () => {
  const keyed = new Set(KEYS.map((one) => one.action));
  expect(ACTIONS.filter((action) => !keyed.has(action))).toEqual([]);
  const named = [...ACTIONS, ...DRAWING_KEYS.map((one) => one.action)];
  for (const { viewer } of [zh, en]) expect(named.filter((action) => !(viewer[action].length > 0))).toEqual([]);
});

test("the space bar on a button presses the button only", () => {
  expect(press(" ", { target: { tagName: "BUTTON" } })).toBeNull();
  expect(press("i", { target: { tagName: "BUTTON" } })).toBe("invert");
});
