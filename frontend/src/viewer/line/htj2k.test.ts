import openjph from "@cornerstonejs/codec-openjph";
import { expect, test } from "vitest";
import { decodeHtj2k, halvingsOf, type OpenJph } from "./htj2k";
import { enlarge } from "./enlarge";

const SIZE = { columns: 96, rows: 130 };

/** Uneven enough that no resolution is the same as another. */
function picture(): Uint16Array {
  return Uint16Array.from({ length: SIZE.columns * SIZE.rows }, (_, at) => (at * 7919 + ((at >> 5) << 7)) % 4096);
}

interface Encoder {
  getDecodedBuffer: (about: object) => Uint8Array;
  getEncodedBuffer: () => Uint8Array;
  setQuality: (isLossless: boolean, step: number) => void;
  setProgressionOrder: (order: number) => void;
  setDecompositions: (count: number) => void;
  encode: () => void;
}

async function encoded(values: Uint16Array) {
  const codec = (await openjph()) as OpenJph & { HTJ2KEncoder: new () => Encoder };
  const encoder = new codec.HTJ2KEncoder();
  const about = { width: SIZE.columns, height: SIZE.rows, bitsPerSample: 16, componentCount: 1, isSigned: false };
  encoder.getDecodedBuffer({ ...about, isUsingColorTransform: false }).set(new Uint8Array(values.buffer));
  encoder.setQuality(true, 0);
  encoder.setProgressionOrder(2);
  encoder.setDecompositions(3);
  encoder.encode();
  return { codec, stream: encoder.getEncodedBuffer().slice() };
}

test("every value comes back", async () => {
  const values = picture();
  const { codec, stream } = await encoded(values);
  const decoded = decodeHtj2k(codec, stream, 0);
  expect(decoded).toMatchObject({ ...SIZE, samples: 1, bytesPerSample: 2, isSigned: false });
  expect(new Uint16Array(decoded.bytes.buffer)).toEqual(values);
});

test("a beginning is the whole picture at half its width", async () => {
  const { codec, stream } = await encoded(picture());
  const whole = decodeHtj2k(codec, stream, 2);
  expect(whole).toMatchObject({ columns: 24, rows: 33 });
  const beginning = decodeHtj2k(codec, stream.subarray(0, stream.length / 2), 2);
  expect(beginning.bytes).toEqual(whole.bytes);
});

test("how often a width is halved, halves rounded up", () => {
  expect(halvingsOf(2000, 500)).toBe(2);
  expect(halvingsOf(2021, 506)).toBe(2);
  expect(halvingsOf(500, 500)).toBe(0);
});

test("a smaller picture is laid where the whole one will lie", () => {
  expect([...enlarge(Int16Array.of(-4, 4), { columns: 2, rows: 1 }, { columns: 4, rows: 2 })]).toEqual([
    -4, -2, 2, 4, -4, -2, 2, 4,
  ]);
});
