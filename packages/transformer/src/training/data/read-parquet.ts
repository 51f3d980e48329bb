import { type ByteSource, checkOptions, FormatError, messageOf } from '@heed/core';
import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';

/** Options of {@link readParquet}. */
export interface ParquetOptions {
  /** Which columns to read; all by default. */
  readonly columns?: readonly string[];
}

/**
 * The rows of an Apache Parquet file as objects, one row group in memory at a time: how data sets on the hub are published.
 * Columns are plain or compressed by Snappy.
 *
 * @param source A file in memory, or any place to read from; `fileSource` of `@heed/core/node` opens one on disk.
 * @throws {FormatError} for a file that is not Parquet or cannot be read.
 *
 * @example
 * ```ts no-run
 * import { fileSource } from '@heed/core/node';
 * import { readParquet } from '@heed/transformer/training';
 * const rows = readParquet(await fileSource('train.parquet'), { columns: ['text', 'label'] });
 * for await (const { text, label } of rows) console.log(text, label);
 * ```
 */
export async function* readParquet(
  source: ByteSource | ArrayBuffer,
  options: ParquetOptions = {},
): AsyncGenerator<Readonly<Record<string, unknown>>, void, undefined> {
  checkOptions('readParquet', options, ['columns']);
  const file = source instanceof ArrayBuffer ? source : asyncBuffer(source);
  const columns = options.columns === undefined ? {} : { columns: [...options.columns] };
  const metadata = await readable(parquetMetadataAsync(file));
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    yield* await readable(parquetReadObjects({ file, metadata, rowStart, rowEnd, ...columns }));
    rowStart = rowEnd;
  }
}

function asyncBuffer(source: ByteSource): AsyncBuffer {
  return {
    byteLength: source.size,
    slice: async (start, end = source.size) => {
      const bytes = await source.read(start, end);
      return new Uint8Array(bytes).buffer;
    },
  };
}

async function readable<Value>(reading: Promise<Value>): Promise<Value> {
  try {
    return await reading;
  } catch (cause) {
    throw new FormatError(`readParquet: ${messageOf(cause)}`, { cause });
  }
}
