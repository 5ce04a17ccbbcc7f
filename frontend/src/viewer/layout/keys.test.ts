import { expect, test } from "vitest";
import { ECG_KEYS } from "../../ecg/keys";
import { KEYS } from "../keys";
import { LAYOUT_KEYS, layoutActionOf } from "./keys";

const press = (key: string, part: Partial<Parameters<typeof layoutActionOf>[0]> = {}) =>
  layoutActionOf({
    ...{ key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
    ...{ target: { tagName: "DIV" }, ...part },
  });

test("no key of the panes is a key of a picture or of an ECG", () => {
  const others = new Set([...KEYS.map((one) => one.key), ...ECG_KEYS.flatMap((one) => one.keys)]);
  expect(LAYOUT_KEYS.filter((one) => others.has(one.key))).toEqual([]);
});

test("Shift and a digit put that series into the active pane, whatever character the keyboard makes of it", () => {
  expect(press("@", { code: "Digit2", shiftKey: true })).toBe(2);
  expect(press("2", { code: "Digit2" })).toBeNull();
});

test("a key in a text is someone's text; the earlier studies open all the same", () => {
  const target = { tagName: "TEXTAREA" };
  expect(press("f", { target })).toBeNull();
  expect(press("F2", { target })).toBe("priors");
  expect(press(";")).toBe("sync");
});
