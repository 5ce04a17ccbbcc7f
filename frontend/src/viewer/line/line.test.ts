import { describe, expect, test } from "vitest";
import { line } from "./line";
import type { Piece } from "./ranking";

const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
const asked = (address: string, size = 4) => ({ address, accept: "*/*", size, isRanged: true });
const piece = (instanceId: string): Piece => ({ instanceId, frame: 1, part: "frame" });

/** A server whose answers come byte by byte, when the test says so. */
function aLine() {
  const answers = new Map<string, ReadableStreamDefaultController<Uint8Array>>();
  const requests: string[] = [];
  const opened = line({
    now: () => 0,
    memory: 1 << 20,
    pause: () => Promise.resolve(),
    watch: (signal) => ({ signal, touch: () => undefined, stop: () => undefined }),
    fetch(address, { signal }) {
      requests.push(address);
      const body = new ReadableStream<Uint8Array>({
        start(stream) {
          answers.set(address, stream);
          signal?.addEventListener("abort", () => stream.error(signal.reason));
        },
      });
      return Promise.resolve(new Response(body, { headers: { "Content-Length": "4" } }));
    },
  });
  const come = async (address: string, ...bytes: number[]) => {
    answers.get(address)!.enqueue(Uint8Array.from(bytes));
    await settle();
  };
  const end = async (address: string) => {
    answers.get(address)!.close();
    await settle();
  };
  return { opened, requests, come, end };
}

const never = new AbortController().signal;

describe("one address", () => {
  test("comes once for all who ask, and each goes on when enough of it is here", async () => {
    const { opened, requests, come, end } = aLine();
    const came: string[] = [];
    void opened.want(asked("/a"), piece("a"), never, 2).then(() => came.push("beginning"));
    void opened.want(asked("/a"), piece("a"), never).then(() => came.push("all"));
    await settle();
    await come("/a", 1, 2);
    expect(came).toEqual(["beginning"]);
    await come("/a", 3, 4);
    await end("/a");
    expect(came).toEqual(["beginning", "all"]);
    await opened.want(asked("/a"), piece("a"), never);
    expect(requests).toEqual(["/a"]);
  });

  test("goes on for the others when one who asked turns away, and ends with the last", async () => {
    const { opened, come } = aLine();
    const [one, other] = [new AbortController(), new AbortController()];
    const first = opened.want(asked("/a"), piece("a"), one.signal).catch(() => "gone");
    const second = opened.want(asked("/a"), piece("a"), other.signal).catch(() => "gone");
    await settle();
    await come("/a", 1);
    one.abort();
    expect(await first).toBe("gone");
    expect(opened.progressOf("/a")?.received).toBe(1);
    other.abort();
    expect(await second).toBe("gone");
    expect(opened.progressOf("/a")).toBeNull();
  });
});

test("what the next person asks for was not kept from the one before", async () => {
  const { opened, requests, come, end } = aLine();
  const first = opened.want(asked("/a"), piece("a"), never);
  await settle();
  await come("/a", 1, 2, 3, 4);
  await end("/a");
  await first;
  opened.forget();
  void opened.want(asked("/a"), piece("a"), never);
  await settle();
  expect(requests).toEqual(["/a", "/a"]);
});

test("a picture that the reader turns to breaks off what is fetched ahead", async () => {
  const { opened, requests } = aLine();
  opened.attend(() => ({ panes: [], order: ["a", "b"] }));
  void opened.want(asked("/ahead"), piece("b"), never).catch(() => undefined);
  await settle();
  opened.attend((now) => ({ ...now, panes: [{ instanceId: "a", frame: 1, frames: 1, isActive: true }] }));
  void opened.want(asked("/asked"), piece("a"), never);
  await settle();
  expect(requests).toEqual(["/ahead", "/asked"]);
});
