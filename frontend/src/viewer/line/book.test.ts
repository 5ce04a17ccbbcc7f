import { expect, test } from "vitest";
import { shownBook } from "./book";

const all = new Set(["a", "b"]);

test("a preview is owed until the same frame was there in diagnostic quality", () => {
  const book = shownBook();
  book.drawn("a", [1, 2], false);
  book.drawn("a", [1], true);
  expect([...book.owed()]).toEqual(["a"]);
  book.drawn("a", [2], true);
  expect(book.owed().size).toBe(0);
});

test("what was never a preview makes no noise until all of it was there", () => {
  const book = shownBook();
  book.drawn("a", [1, 2], true);
  expect(book.take(all)).toEqual([]);
  book.completed("a");
  expect(book.take(all)).toEqual([{ instance_id: "a", previewed: [], diagnostic: [], is_whole: true }]);
  expect(book.take(all)).toEqual([]);
});

test("only what is new is told, and told again when it did not arrive", () => {
  const book = shownBook();
  book.drawn("a", [1, 2], false);
  const first = book.take(all);
  expect(first).toEqual([{ instance_id: "a", previewed: [1, 2], diagnostic: [], is_whole: false }]);
  book.drawn("a", [1], true);
  book.giveBack(first);
  expect(book.take(all)).toEqual([{ instance_id: "a", previewed: [1, 2], diagnostic: [1], is_whole: false }]);
});

test("another study's pictures are told to that study", () => {
  const book = shownBook();
  book.drawn("b", [1], false);
  expect(book.take(new Set(["a"]))).toEqual([]);
  expect(book.take(all).map((one) => one.instance_id)).toEqual(["b"]);
});

test("the next person at this page has seen nothing", () => {
  const book = shownBook();
  book.drawn("a", [1], false);
  book.forget();
  expect(book.owed().size).toBe(0);
  expect(book.take(all)).toEqual([]);
});
