import {
  asSource,
  type ByteSource,
  type Fetch,
  FormatError,
  OptionError,
  showValue,
  urlSource,
} from '@heed/core';

/** Files of a published model, wherever they lie: a repository, a folder, memory, a visitor's disk. */
export interface PretrainedFiles {
  /** What messages call them. */
  readonly name: string;
  /** Names of the files, with `/` between folders. */
  readonly names: readonly string[];
  /**
   * Opens a file; close the source at the end.
   *
   * @throws {FormatError} when there is none of that name.
   */
  open(name: string): Promise<ByteSource>;
}

/**
 * Refuses what is no {@link PretrainedFiles}, such as the name of a model.
 *
 * @param name Who was given it, for the message.
 * @throws {OptionError}
 *
 * @example
 * ```ts
 * import { checkFiles, filesOf } from '@heed/transformer';
 * checkFiles('readNotes', filesOf({ 'notes.txt': new Blob(['by hand']) }));
 * ```
 */
export function checkFiles(name: string, files: PretrainedFiles): void {
  const given: unknown = files;
  if (typeof given === 'object' && given !== null && 'names' in given && 'open' in given) return;
  const seen = showValue(given);
  throw new OptionError(`${name} takes files, as filesOf and the files of fromPretrained are, got ${seen}`);
}

/** What a file can be given as; a URL is read by ranges when its bytes are needed. */
export type FileContent = Blob | Uint8Array | ArrayBuffer | URL;

/** Options of {@link filesOf}. */
export interface FilesOptions {
  readonly fetch?: Fetch | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Files that are given: a map of names, or what a visitor of a page chose or dropped.
 *
 * @example
 * ```ts
 * import { filesOf } from '@heed/transformer';
 * const files = filesOf({ 'config.json': new Blob(['{ "model_type": "llama" }']) });
 * console.log(files.names, (await files.open('config.json')).size); // ['config.json'] 25
 * ```
 */
export function filesOf(
  given: Readonly<Record<string, FileContent>> | Iterable<File>,
  { fetch, signal }: FilesOptions = {},
): PretrainedFiles {
  if (typeof given !== 'object' || given === null || given instanceof Promise) {
    throw new OptionError(
      `filesOf: files are given by their names, or as a list of File, got ${showValue(given)}`,
    );
  }
  const files = new Map(isIterable(given) ? named(given) : Object.entries(given));
  return {
    name: 'the given files',
    names: [...files.keys()],
    async open(name) {
      const content = files.get(name);
      if (content === undefined) throw new FormatError(`the given files have no ${showValue(name)}`);
      if (!(content instanceof URL)) return { ...asSource(content), name };
      return await urlSource(content.href, { ...(fetch && { fetch }), ...(signal && { signal }) });
    },
  };
}

function isIterable(given: object): given is Iterable<File> {
  return Symbol.iterator in given;
}

/** A chosen folder gives paths that begin with its name; outside browsers, files have no path. */
function named(files: Iterable<File>): [string, File][] {
  return Array.from(files, (file) => {
    if (!(file instanceof Blob)) {
      throw new OptionError(`filesOf: each file of a list must be a File, got ${showValue(file)}`);
    }
    return [file.webkitRelativePath?.replace(/^[^/]*\//, '') || file.name, file];
  });
}

/** Reads a whole file, which must be of a moderate size. */
export async function readWhole(files: PretrainedFiles, name: string, limit: number): Promise<Uint8Array> {
  const source = await files.open(name);
  try {
    if (source.size > limit) {
      throw new FormatError(`${source.name} has ${source.size} bytes; the limit for such a file is ${limit}`);
    }
    return await source.read(0, source.size);
  } finally {
    await source.close?.();
  }
}
