import { describe, expect, test } from "vitest";
import type { InstanceDisplay } from "./display";
import { FrameLengthWrong, lookUp, readFrame, throughModalityTable } from "./stored";
import { aDisplay } from "./testing";

const bytes = (...values: number[]) => new Uint8Array(values).buffer;
const two = (part: Partial<InstanceDisplay>) => aDisplay({ rows: 1, columns: 2, ...part });

describe("reading the samples of a frame", () => {
  test("sixteen bits are little endian", () => {
    const display = two({ bits_allocated: 16, bits_stored: 16, high_bit: 15 });
    expect([...readFrame(bytes(0x34, 0x12, 0xff, 0xff), display)]).toEqual([0x1234, 0xffff]);
  });

  test("a signed value of twelve bits keeps its sign", () => {
    const display = two({ bits_allocated: 16, bits_stored: 12, high_bit: 11, pixel_representation: 1 });
    expect([...readFrame(bytes(0xff, 0x0f, 0xff, 0x07), display)]).toEqual([-1, 2047]);
  });

  test("an overlay in the spare bits is not part of the value", () => {
    const display = two({ bits_allocated: 16, bits_stored: 10, high_bit: 9 });
    expect([...readFrame(bytes(0xff, 0x83, 0x00, 0xfc), display)]).toEqual([1023, 0]);
  });

  test("signed bytes become numbers that can be negative", () => {
    const display = two({ pixel_representation: 1 });
    expect([...readFrame(bytes(0x80, 0x7f), display)]).toEqual([-128, 127]);
  });

  test("colour is left as it is", () => {
    const display = two({ samples_per_pixel: 3, photometric: "RGB" });
    expect([...readFrame(bytes(1, 2, 3, 4, 5, 6), display)]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("a frame of the wrong length is refused rather than drawn askew", () => {
    expect(() => readFrame(bytes(1, 2, 3), two({}))).toThrow(FrameLengthWrong);
  });
});

describe("a modality table", () => {
  const table = { first_value: 10, bits: 16, data: [100, 200, 300] };

  test.each([
    [9, 100],
    [10, 100],
    [11, 200],
    [12, 300],
    [13, 300],
  ])("maps %i to %i", (input, output) => {
    expect(lookUp(table, input)).toBe(output);
  });

  test("maps a whole frame", () => {
    expect([...throughModalityTable(new Uint8Array([10, 12]), table)]).toEqual([100, 300]);
  });
});
