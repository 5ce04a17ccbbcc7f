import { openZip, UnreadableArchive } from "./zip";

/** A file that may be uploaded, wherever it lies: on disk, in a folder or in an archive. */
export interface Source {
  name: string;
  size: number;
  open: () => Promise<Blob>;
}

/** A source whose archive could not be read, so that a person is told of it. */
function unreadable(file: File): Source {
  return { name: file.name, size: file.size, open: () => Promise.reject(new UnreadableArchive()) };
}

/** Returns the files behind what was chosen or dropped; an archive is taken for what it holds. */
export async function sourcesOf(files: readonly File[]): Promise<Source[]> {
  const sources: Source[] = [];
  for (const file of files) sources.push(...(await sourcesOfFile(file)));
  return sources;
}

async function sourcesOfFile(file: File): Promise<Source[]> {
  if (!file.name.toLowerCase().endsWith(".zip")) {
    return [{ name: file.webkitRelativePath || file.name, size: file.size, open: () => Promise.resolve(file) }];
  }
  try {
    return await openZip(file);
  } catch {
    return [unreadable(file)];
  }
}

/** Returns the files of a drop, those inside its folders too. */
export async function filesDropped(items: DataTransferItemList): Promise<File[]> {
  // The list is emptied once the event is over, so everything is taken from it first.
  // What comes from another program, a mail perhaps, is a file without an entry.
  const dropped = [...items].map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const files: File[] = [];
  for (const each of dropped) {
    if (each instanceof File) files.push(each);
    else if (each) files.push(...(await filesOf(each)));
  }
  return files;
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const files: File[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return files;
    for (const each of some) files.push(...(await filesOf(each)));
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** Says whether bytes begin as a DICOM file, or as a data set without its head (PS3.10 7.1). */
export async function looksLikeDicom(content: Blob): Promise<boolean> {
  const start = new Uint8Array(await content.slice(0, 132).arrayBuffer());
  if (String.fromCharCode(...start.slice(128)) === "DICM") return true;
  return (start[0] === 8 && start[1] === 0) || (start[0] === 0 && start[1] === 8) || (start[0] === 2 && start[1] === 0);
}
