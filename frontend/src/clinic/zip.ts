import type { Source } from "./sources";

/** The archive cannot be read: it is damaged, locked by a password, or of a kind that is not supported. */
export class UnreadableArchive extends Error {}

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const LONGEST_END = 22 + 0xffff;
const STORED = 0;
const DEFLATED = 8;
const GREATEST_ENTRY = 2 ** 31;

interface Entry {
  name: string;
  isLocked: boolean;
  method: number;
  packed: number;
  size: number;
  offset: number;
}

/** Lists the files of a ZIP archive from its directory; each is unpacked when its turn comes. */
export async function openZip(archive: Blob): Promise<Source[]> {
  const entries = await directoryOf(archive);
  return entries
    .filter((entry) => !entry.name.endsWith("/"))
    .map((entry) => ({ name: entry.name, size: entry.size, open: () => unpack(archive, entry) }));
}

async function directoryOf(archive: Blob): Promise<Entry[]> {
  const tail = await viewOf(archive, Math.max(0, archive.size - LONGEST_END), archive.size);
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) throw new UnreadableArchive();
  const size = tail.getUint32(end + 12, true);
  const offset = tail.getUint32(end + 16, true);
  if (offset + size > archive.size) throw new UnreadableArchive();
  return entriesOf(await viewOf(archive, offset, offset + size), tail.getUint16(end + 10, true));
}

function entriesOf(directory: DataView, count: number): Entry[] {
  const entries: Entry[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== ENTRY) throw new UnreadableArchive();
    const flags = directory.getUint16(at + 8, true);
    const nameLength = directory.getUint16(at + 28, true);
    const name = new Uint8Array(directory.buffer, directory.byteOffset + at + 46, nameLength);
    entries.push({
      name: nameOf(name, (flags & 0x800) !== 0),
      isLocked: (flags & 1) !== 0,
      method: directory.getUint16(at + 10, true),
      packed: directory.getUint32(at + 20, true),
      size: directory.getUint32(at + 24, true),
      offset: directory.getUint32(at + 42, true),
    });
    at += 46 + nameLength + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
  }
  return entries;
}

/** Chinese Windows writes names in GBK and says nothing of it. */
function nameOf(bytes: Uint8Array, isUtf8: boolean): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(isUtf8 ? "utf-8" : "gb18030").decode(bytes);
  }
}

async function unpack(archive: Blob, entry: Entry): Promise<Blob> {
  if (entry.isLocked || entry.size >= GREATEST_ENTRY) throw new UnreadableArchive();
  const head = await viewOf(archive, entry.offset, entry.offset + 30);
  if (head.byteLength < 30) throw new UnreadableArchive();
  const start = entry.offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const packed = archive.slice(start, start + entry.packed);
  const content = await unpacked(packed, entry.method);
  if (content.size !== entry.size) throw new UnreadableArchive();
  return content;
}

async function unpacked(packed: Blob, method: number): Promise<Blob> {
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw new UnreadableArchive();
  try {
    return await new Response(packed.stream().pipeThrough(new DecompressionStream("deflate-raw"))).blob();
  } catch {
    throw new UnreadableArchive();
  }
}

async function viewOf(blob: Blob, start: number, end: number): Promise<DataView> {
  return new DataView(await blob.slice(start, end).arrayBuffer());
}
