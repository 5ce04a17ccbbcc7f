import { deflateRawSync } from "node:zlib";
import { expect, it } from "vitest";
import { openZip, UnreadableArchive } from "./zip";

interface Made {
  name: Uint8Array;
  content: Uint8Array;
  method?: number;
  flags?: number;
  size?: number;
}

const bytes = (text: string) => new TextEncoder().encode(text);

/** Builds an archive as PKZIP lays it out: each file behind its own head, then the directory. */
function archiveOf(files: Made[]): Blob {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, content, method = 8, flags = 0, size = content.length } of files) {
    const packed = method === 8 ? new Uint8Array(deflateRawSync(content)) : content;
    const head = new DataView(new ArrayBuffer(30));
    head.setUint32(0, 0x04034b50, true);
    head.setUint16(26, name.length, true);
    const entry = new DataView(new ArrayBuffer(46));
    entry.setUint32(0, 0x02014b50, true);
    entry.setUint16(8, flags, true);
    entry.setUint16(10, method, true);
    entry.setUint32(20, packed.length, true);
    entry.setUint32(24, size, true);
    entry.setUint16(28, name.length, true);
    entry.setUint32(42, at, true);
    directory.push(new Uint8Array(entry.buffer), name);
    parts.push(new Uint8Array(head.buffer), name, packed);
    at += 30 + name.length + packed.length;
  }
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(10, files.length, true);
  end.setUint32(12, directory.reduce((sum, part) => sum + part.length, 0), true);
  end.setUint32(16, at, true);
  return new Blob([...parts, ...directory, new Uint8Array(end.buffer)] as BlobPart[]);
}

const textOf = async (source: { open: () => Promise<Blob> }) => (await source.open()).text();

it("files of an archive come out whole, packed or not, and folders are no files", async () => {
  const archive = archiveOf([
    { name: bytes("a/"), content: bytes(""), method: 0 },
    { name: bytes("a/one.dcm"), content: bytes("one ".repeat(1000)) },
    { name: bytes("two.dcm"), content: bytes("two"), method: 0 },
  ]);

  const sources = await openZip(archive);

  expect(sources.map((source) => [source.name, source.size])).toEqual([
    ["a/one.dcm", 4000],
    ["two.dcm", 3],
  ]);
  expect(await Promise.all(sources.map(textOf))).toEqual(["one ".repeat(1000), "two"]);
});

it("a name that Chinese Windows wrote in GBK is read as it was meant", async () => {
  const gbk = new Uint8Array([0xd5, 0xc5, 0xc8, 0xfd]);
  const [source] = await openZip(archiveOf([{ name: gbk, content: bytes("x") }]));
  expect(source?.name).toBe("张三");
});

it.each([
  ["locked by a password", { flags: 1 }],
  ["packed in another way", { method: 12 }],
  ["not as long as it says", { size: 99 }],
])("a file that is %s is told apart from a good one", async (_what, change) => {
  const [source] = await openZip(archiveOf([{ name: bytes("a"), content: bytes("x"), ...change }]));
  await expect(source?.open()).rejects.toBeInstanceOf(UnreadableArchive);
});

it("what is no archive, or half of one, cannot be opened", async () => {
  const whole = archiveOf([{ name: bytes("a"), content: bytes("x".repeat(5000)) }]);
  await expect(openZip(new Blob(["no archive"]))).rejects.toBeInstanceOf(UnreadableArchive);
  await expect(openZip(whole.slice(0, 60))).rejects.toBeInstanceOf(UnreadableArchive);
});
