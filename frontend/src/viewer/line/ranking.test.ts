import { describe, expect, test } from "vitest";
import { AHEAD, type Attention, type Piece, rankOf } from "./ranking";

const piece = (instanceId: string, part: Piece["part"] = "frame", frame = 1): Piece => ({ instanceId, frame, part });
const order = ["a", "b", "c", "d", "e", "f", "g"];

function inOrder(attention: Attention, pieces: readonly Piece[]): Piece[] {
  return [...pieces].sort((one, other) => rankOf(one, attention) - rankOf(other, attention));
}

describe("one picture before the reader", () => {
  const attention = { panes: [{ instanceId: "d", frame: 1, frames: 1, isActive: true }], order };

  test("its preview, its diagnostic frame, the nearest, the rest, the next study", () => {
    const wanted = [
      piece("d", "preview"),
      piece("d"),
      piece("e", "preview"),
      piece("e"),
      piece("c"),
      piece("f"),
      piece("b"),
      piece("a"),
      piece("g"),
      piece("of the next study", "preview"),
    ];
    expect(inOrder(attention, [...wanted].reverse())).toEqual(wanted);
  });

  test("only what is before the reader was asked for", () => {
    expect(rankOf(piece("d"), attention)).toBeLessThan(AHEAD);
    expect(rankOf(piece("e", "preview"), attention)).toBeGreaterThanOrEqual(AHEAD);
  });

  test("small pictures of the study's strip come before a whole frame, not before the preview", () => {
    const wanted = [piece("d", "preview"), piece("g", "miniature"), piece("d")];
    expect(inOrder(attention, [...wanted].reverse())).toEqual(wanted);
  });
});

test("previews of all panes come before the first whole frame, and the active pane's frame before the others'", () => {
  const pane = (instanceId: string, isActive: boolean) => ({ instanceId, frame: 1, frames: 1, isActive });
  const attention = { panes: [pane("a", false), pane("b", true)], order };
  const wanted = [piece("b", "preview"), piece("a", "preview"), piece("b"), piece("a")];
  expect(inOrder(attention, [...wanted].reverse())).toEqual(wanted);
});

test("the frames of a clip come in play order from the one that is shown, after its neighbours", () => {
  const attention = { panes: [{ instanceId: "b", frame: 3, frames: 4, isActive: true }], order };
  const frames = [3, 4, 1, 2].map((frame) => piece("b", "frame", frame));
  const wanted = [frames[0]!, piece("c"), ...frames.slice(1)];
  expect(inOrder(attention, [...wanted].reverse())).toEqual(wanted);
});
