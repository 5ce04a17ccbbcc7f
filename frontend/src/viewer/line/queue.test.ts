import { expect, test } from "vitest";
import { lineQueue } from "./queue";
import { AHEAD } from "./ranking";

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A line on which each job ends when the test says so. */
function aLine(limits: { jobs?: number; bytes?: number } = {}) {
  const queue = lineQueue({ jobs: () => limits.jobs ?? 1, bytes: () => limits.bytes ?? Infinity });
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const stopped: string[] = [];
  const ask = (name: string, rank: number | (() => number), bytes: number | (() => number) = 0, signal = new AbortController().signal) =>
    queue.add(
      {
        rank: typeof rank === "number" ? () => rank : rank,
        bytes: typeof bytes === "number" ? () => bytes : bytes,
        run: (given) => {
          begun.push(name);
          given.addEventListener("abort", () => stopped.push(name));
          return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
        },
      },
      signal,
    );
  const end = async (name: string) => {
    ends.get(name)?.();
    await settle();
  };
  return { queue, ask, begun, stopped, end };
}

test("what is wanted most goes first, and of equals what was asked first", async () => {
  const { ask, begun, end } = aLine();
  for (const [name, rank] of [["a", 5], ["b", 9], ["c", 5], ["d", 1]] as const) void ask(name, rank);
  for (const name of ["a", "d", "c"]) await end(name);
  expect(begun).toEqual(["a", "d", "c", "b"]);
});

test("what is fetched ahead is broken off for what was asked, and begins again after it", async () => {
  const { ask, begun, stopped, end } = aLine({ jobs: 4 });
  const ahead = ask("ahead", AHEAD);
  void ask("asked", 0);
  expect(stopped).toEqual(["ahead"]);
  await end("asked");
  expect(begun).toEqual(["ahead", "asked", "ahead"]);
  await end("ahead");
  expect(await ahead).toBe("ahead");
});

test("nothing is fetched ahead while something that was asked is under way", () => {
  const { ask, begun } = aLine({ jobs: 4 });
  void ask("asked", 0);
  void ask("ahead", AHEAD);
  expect(begun).toEqual(["asked"]);
});

test("what was asked first is not broken off for what is wanted more", () => {
  const { ask, stopped } = aLine();
  void ask("a", 5);
  void ask("b", 0);
  expect(stopped).toEqual([]);
});

test("a reader who turns to what was fetched ahead waits for nothing else", () => {
  let rank = AHEAD + 5;
  const { queue, ask, begun, stopped } = aLine({ jobs: 4 });
  void ask("other", AHEAD);
  void ask("turned to", () => rank, 0);
  rank = 0;
  queue.reconsider();
  expect(stopped).toEqual(["other"]);
  expect(begun).toEqual(["other", "turned to"]);
});

test("the next is asked for when what is under way is nearly here", () => {
  const { queue, ask, begun } = aLine({ jobs: 4, bytes: 100 });
  let left = 500;
  void ask("long", 0, () => left);
  void ask("next", 1, 10_000);
  expect(begun).toEqual(["long"]);
  left = 90;
  queue.reconsider();
  expect(begun).toEqual(["long", "next"]);
});

test("whoever gives up is told so, and the next has its turn", async () => {
  const { ask, begun, stopped } = aLine();
  const gone = new AbortController();
  const asked = ask("a", 0, 0, gone.signal);
  void ask("b", 1);
  gone.abort(new Error("gone"));
  await expect(asked).rejects.toThrow("gone");
  expect(stopped).toEqual(["a"]);
  expect(begun).toEqual(["a", "b"]);
});
