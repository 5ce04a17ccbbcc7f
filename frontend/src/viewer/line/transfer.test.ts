import { describe, expect, test } from "vitest";
import { Problem } from "../../api/problem";
import { heldBytes } from "./held";
import { transfer, TRIES } from "./transfer";

const WHOLE = Uint8Array.from({ length: 10 }, (_, at) => at);
const asked = { address: "/a", accept: "*/*", size: 10, isRanged: true };

/** A server that breaks off after so many bytes of each answer, and gives out parts. */
function aServer(breaksAfter: number[], { answersParts = true } = {}) {
  const ranges: (string | null)[] = [];
  const troubles: number[] = [];
  const fetch = (_address: string, init: RequestInit) => {
    const range = new Headers(init.headers).get("Range");
    ranges.push(range);
    const breaks = breaksAfter.shift() ?? Infinity;
    if (breaks < 0) return Promise.reject(new TypeError("no line"));
    const from = answersParts && range !== null ? Number(/\d+/.exec(range)![0]) : 0;
    const part = WHOLE.subarray(from);
    let isFirst = true;
    const body = new ReadableStream({
      pull(stream) {
        if (isFirst) stream.enqueue(part.slice(0, breaks));
        else if (breaks < part.length) stream.error(new TypeError("broken"));
        else stream.close();
        isFirst = false;
      },
    });
    const isPart = answersParts && range !== null;
    const headers = new Headers({ "Content-Length": String(isPart ? part.length : 10) });
    if (isPart) headers.set("Content-Range", `bytes ${from}-9/10`);
    return Promise.resolve(new Response(body, { status: isPart ? 206 : 200, headers }));
  };
  const ports = {
    held: heldBytes(1 << 20),
    fetch,
    pause: () => Promise.resolve(),
    watch: (signal: AbortSignal) => ({ signal, touch: () => undefined, stop: () => undefined }),
    onBytes: () => undefined,
    onTrouble: (attempts: number) => troubles.push(attempts),
  };
  return { ports, ranges, troubles };
}

const never = new AbortController().signal;

describe("a line that breaks", () => {
  test("is gone on from where it broke", async () => {
    const { ports, ranges } = aServer([4, 3]);
    const { bytes, filled } = await transfer(asked, ports, never);
    expect([...bytes.subarray(0, filled)]).toEqual([...WHOLE]);
    expect(ranges).toEqual([null, "bytes=4-", "bytes=7-"]);
  });

  test("is begun again where the server gives out no parts", async () => {
    const { ports, ranges } = aServer([4], { answersParts: false });
    const { bytes, filled } = await transfer({ ...asked, isRanged: false }, ports, never);
    expect([...bytes.subarray(0, filled)]).toEqual([...WHOLE]);
    expect(ranges).toEqual([null, null]);
  });

  test("is taken whole when the server answers a part with everything", async () => {
    const { ports } = aServer([4], { answersParts: false });
    const { bytes, filled } = await transfer(asked, ports, never);
    expect([...bytes.subarray(0, filled)]).toEqual([...WHOLE]);
  });

  test("is told of, and told to be well again", async () => {
    const { ports, troubles } = aServer([-1, -1]);
    await transfer(asked, ports, never);
    expect(troubles).toEqual([1, 2, 0]);
  });

  test("is given up after some tries that bring nothing", async () => {
    const { ports, ranges } = aServer(Array.from({ length: 9 }, () => -1));
    await expect(transfer(asked, ports, never)).rejects.toMatchObject({ code: "unreachable" });
    expect(ranges.length).toBe(TRIES);
  });

  test("may bring a little each time for as long as it likes", async () => {
    const { ports, ranges } = aServer(Array.from({ length: 9 }, () => 1));
    await transfer(asked, ports, never);
    expect(ranges.length).toBe(10);
  });
});

test("what the server refuses is not asked for again", async () => {
  let count = 0;
  const { ports } = aServer([]);
  const refusing = {
    ...ports,
    fetch: () => {
      count += 1;
      return Promise.resolve(Response.json({ code: "cannot_show" }, { status: 422 }));
    },
  };
  await expect(transfer(asked, refusing, never)).rejects.toBeInstanceOf(Problem);
  expect(count).toBe(1);
});

test("what is not there is asked for once, and is no error of the server", async () => {
  let count = 0;
  const { ports } = aServer([]);
  const empty = {
    ...ports,
    fetch: () => {
      count += 1;
      return Promise.resolve(new Response(null, { status: 204 }));
    },
  };
  await expect(transfer(asked, empty, never)).rejects.toMatchObject({ status: 204 });
  expect(count).toBe(1);
});
