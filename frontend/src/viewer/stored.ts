import type { InstanceDisplay, LookupTable } from "./display";

export type StoredValues = Uint8Array | Int8Array | Uint16Array | Int16Array;

export class FrameLengthWrong extends Error {
  constructor(
    readonly expectedBytes: number,
    readonly receivedBytes: number,
  ) {
    super(`a frame of ${expectedBytes} bytes came as ${receivedBytes}`);
  }
}

export function isColour(display: Pick<InstanceDisplay, "samples_per_pixel">): boolean {
  return display.samples_per_pixel === 3;
}

/**
 * Reads the samples of one native frame: RGB bytes interleaved, or the stored values of a monochrome
 * picture, little endian. Bits above Bits Stored are not part of a value (PS3.5 8.1.1: overlays lay there once).
 */
export function readFrame(bytes: ArrayBuffer, display: InstanceDisplay): StoredValues {
  const width = !isColour(display) && display.bits_allocated > 8 ? 2 : 1;
  const expected = display.rows * display.columns * display.samples_per_pixel * width;
  if (bytes.byteLength !== expected) throw new FrameLengthWrong(expected, bytes.byteLength);
  if (isColour(display)) return new Uint8Array(bytes);
  const isSigned = display.pixel_representation === 1;
  const spare = width * 8 - display.bits_stored;
  const values = typed(bytes, width, isSigned);
  if (spare > 0 && display.high_bit === display.bits_stored - 1) clearSpareBits(values, spare, width);
  return values;
}

function typed(bytes: ArrayBuffer, width: number, isSigned: boolean): StoredValues {
  if (width === 1) return isSigned ? new Int8Array(bytes) : new Uint8Array(bytes);
  const values = isSigned ? new Int16Array(bytes) : new Uint16Array(bytes);
  if (!isLittleEndian()) swapBytes(new Uint8Array(bytes));
  return values;
}

function isLittleEndian(): boolean {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
}

function swapBytes(bytes: Uint8Array): void {
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const low = bytes[at]!;
    bytes[at] = bytes[at + 1]!;
    bytes[at + 1] = low;
  }
}

/** Shifting up and back drops the spare bits and, in a signed array, spreads the sign. */
function clearSpareBits(values: StoredValues, spare: number, width: number): void {
  const up = spare + (4 - width) * 8;
  const isSigned = values instanceof Int8Array || values instanceof Int16Array;
  for (let at = 0; at < values.length; at += 1) {
    const lifted = values[at]! << up;
    values[at] = isSigned ? lifted >> up : lifted >>> up;
  }
}

export interface Extent {
  min: number;
  max: number;
}

/**
 * One entry of a lookup table. An input outside the table takes its first or last entry
 * (PS3.3 C.11.1.1 and C.11.2.1.1).
 */
export function lookUp(table: LookupTable, input: number): number {
  const at = Math.min(Math.max(Math.round(input) - table.first_value, 0), table.data.length - 1);
  return table.data[at] ?? 0;
}

/** The stored values turned into modality values, where a table and not a line does it. */
export function throughModalityTable(values: StoredValues, table: LookupTable): Uint16Array {
  const out = new Uint16Array(values.length);
  for (let at = 0; at < values.length; at += 1) out[at] = lookUp(table, values[at]!);
  return out;
}
