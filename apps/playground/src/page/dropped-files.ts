/** Files by their paths inside the folder that was chosen. */
export type ChosenFiles = Readonly<Record<string, File>>;

/** What an `<input type="file">` gives: a chosen folder's own name is left out of the paths. */
export function chosenFiles(files: Iterable<File>): ChosenFiles {
  return Object.fromEntries(
    Array.from(files, (file) => [insideFolder(file.webkitRelativePath) || file.name, file]),
  );
}

/** What was dropped: files, or folders with all that is in them. */
export async function droppedFiles(items: Iterable<DataTransferItem>): Promise<ChosenFiles> {
  // All of them first: the list is emptied as soon as anything is waited for.
  const given = Array.from(items, (item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found = await Promise.all(
    given.map(async ({ entry, file }): Promise<[string, File][]> => {
      if (entry !== null) return await filesOf(entry);
      return file === null ? [] : [[file.name, file]];
    }),
  );
  const isFolder = given.length === 1 && given[0]?.entry?.isDirectory === true;
  return Object.fromEntries(found.flat().map(([path, file]) => [isFolder ? insideFolder(path) : path, file]));
}

const insideFolder = (path: string): string => path.replace(/^\/?[^/]*\//, '');

async function filesOf(entry: FileSystemEntry): Promise<[string, File][]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (isFile(entry))
    return [[path, await new Promise<File>((resolve, reject) => entry.file(resolve, reject))]];
  if (!isDirectory(entry)) return [];
  const reader = entry.createReader();
  const inside: FileSystemEntry[] = [];
  // A call gives a hundred at most, and none when all were given.
  for (;;) {
    const more = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (more.length === 0) break;
    inside.push(...more);
  }
  return (await Promise.all(inside.map((one) => filesOf(one)))).flat();
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
