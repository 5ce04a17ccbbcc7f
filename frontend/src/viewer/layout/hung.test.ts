import { expect, test } from "vitest";
import { activate, gridOf, hang, nextLayout, nextPane, put, withLayout } from "./hung";

const PRIOR = { source: "prior", take: "picture", number: 1 } as const;

test("a layout has its panes, and what is of the current study is active first", () => {
  expect(hang("2x2", ["a"]).slots).toEqual(["a", null, null, null]);
  expect(hang("1x2", [PRIOR, "a"]).active).toBe(1);
  expect(hang("1x1", []).active).toBe(0);
  expect(gridOf("1x2")).toEqual({ rows: 1, columns: 2 });
});

test("a picture goes into the pane that was meant, and only there", () => {
  const hung = put(hang("1x2", ["a", "b"]), 1, "c");
  expect(hung.slots).toEqual(["a", "c"]);
  expect(put(hung, 1, "c")).toBe(hung);
});

test("panes are gone through in a circle", () => {
  const hung = hang("1x2", ["a", "b"]);
  expect(nextPane(nextPane(hung, 1), 1).active).toBe(0);
  expect(nextPane(hung, -1).active).toBe(1);
  expect(activate(hung, 7)).toBe(hung);
});

test("more panes are filled with what comes next; fewer keep the active one", () => {
  const two = withLayout(hang("1x1", ["b"]), "1x2", ["a", "b", "c"]);
  expect(two.slots).toEqual(["b", "a"]);
  expect(two.active).toBe(0);
  const one = withLayout(activate(hang("1x2", ["a", "b"]), 1), "1x1", ["a", "b"]);
  expect(one).toEqual({ layout: "1x1", slots: ["b"], active: 0 });
  expect(withLayout(hang("1x2", ["a", null]), "2x2", ["a"]).slots).toEqual(["a", null, null, null]);
});

test("layouts follow each other", () => {
  expect(nextLayout("1x1")).toBe("1x2");
  expect(nextLayout("2x2")).toBe("1x1");
});
