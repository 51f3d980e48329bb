import {
  checkKind,
  encodeSafetensors,
  FormatError,
  HeedError,
  keep,
  OptionError,
  openSafetensors,
  readTensor,
  type SafetensorsFile,
  Scope,
  type Tensor,
  type WeightInput,
} from '@heed/core';
import type { AttentionCache } from '../caches/attention-cache.ts';
import type { CacheState, SavableCache } from '../caches/cache-state.ts';
import { CrossCache } from '../caches/cross-cache.ts';
import { KeyValueCache } from '../caches/key-value-cache.ts';
import { LatentCache } from '../caches/latent-cache.ts';
import { QuantizedCache } from '../caches/quantized-cache.ts';
import { RotatingCache } from '../caches/rotating-cache.ts';
import { StaticCache } from '../caches/static-cache.ts';

const format = 'heed attention cache 1';

const restorers = new Map<string, (state: CacheState) => SavableCache>([
  ['KeyValueCache', KeyValueCache.restore],
  ['RotatingCache', RotatingCache.restore],
  ['StaticCache', StaticCache.restore],
  ['CrossCache', CrossCache.restore],
  ['QuantizedCache', QuantizedCache.restore],
  ['LatentCache', LatentCache.restore],
]);

const knownKinds = [...restorers.keys()].join(', ');

/**
 * A cache as the bytes of a safetensors file: what it holds, its kind and its lengths, but no spare room. The bytes
 * are those of the moment of the call.
 *
 * @throws {OptionError} for a cache of a kind that `loadCache` does not know.
 *
 * @example
 * ```ts
 * import { KeyValueCache } from '@heed/attention';
 * import { loadCache, saveCache } from '@heed/attention/cache-files';
 * import { ones } from '@heed/core';
 * using cache = new KeyValueCache();
 * cache.append(ones([1, 2, 3, 4]), ones([1, 2, 3, 4]));
 * using again = await loadCache(await saveCache(cache));
 * console.log(again.kind, again.length); // KeyValueCache 3
 * ```
 */
export async function saveCache(cache: AttentionCache): Promise<Uint8Array<ArrayBuffer>> {
  if (!isSavable(cache)) {
    throw new OptionError(`saveCache: knows caches of the kinds ${knownKinds}`);
  }
  // The cache may go on while its bytes are fetched.
  using copy = cache.clone();
  using scope = Scope.detached();
  const { kind, numbers, tensors } = scope.run(() => copy.state());
  const texts = Object.entries(numbers).map(([name, value]) => [name, String(value)]);
  return await encodeSafetensors(Object.entries(tensors), {
    metadata: { format, kind, ...Object.fromEntries(texts) },
  });
}

/**
 * The cache that `saveCache` wrote, on the current backend. The file is not trusted: kind, lengths, names, shapes and
 * types must go together, and nothing is allocated by a stated length.
 *
 * @param input The bytes, a `Blob` or another source.
 * @throws {FormatError} that names what is wrong.
 *
 * @example
 * ```ts
 * import { RotatingCache } from '@heed/attention';
 * import { loadCache, saveCache } from '@heed/attention/cache-files';
 * import { ones } from '@heed/core';
 * using cache = new RotatingCache({ window: 2 });
 * cache.append(ones([1, 2, 3, 4]), ones([1, 2, 3, 4]));
 * using again = await loadCache(await saveCache(cache));
 * console.log(again.position, again.length); // 3 2
 * ```
 */
export async function loadCache(input: WeightInput): Promise<SavableCache> {
  await using file = await openSafetensors(input);
  const { metadata, name } = file;
  const { format: seen, kind = 'none', ...texts } = metadata;
  if (seen !== format)
    throw new FormatError(`${name} is no cache: expected the format ${format}, got ${short(seen)}`);
  const restore = restorers.get(kind);
  if (restore === undefined) {
    throw new FormatError(`${name}: unknown kind of cache ${short(kind)}; known are ${knownKinds}`);
  }
  const numbers = parseNumbers(texts, name);
  const tensors = await readAll(file);
  try {
    return complete(restore({ kind, numbers, tensors }), tensors);
  } catch (cause) {
    for (const tensor of Object.values(tensors)) tensor.dispose();
    if (cause instanceof HeedError) throw new FormatError(`${name}: ${cause.message}`, { cause });
    throw cause;
  }
}

function isSavable(cache: AttentionCache): cache is SavableCache {
  checkKind('saveCache: cache', cache, 'a cache');
  return 'kind' in cache && 'state' in cache && typeof cache.kind === 'string' && restorers.has(cache.kind);
}

function parseNumbers(texts: Readonly<Record<string, string>>, file: string): Record<string, number> {
  const numbers = Object.entries(texts).map(([name, text]): [string, number] => {
    if (!/^\d{1,10}$/.test(text)) {
      throw new FormatError(`${file}: ${short(name)} must be a whole number, got ${short(text)}`);
    }
    return [name, Number(text)];
  });
  return Object.fromEntries(numbers);
}

/** All tensors of the file, which are few; the caller owns them. */
async function readAll(file: SafetensorsFile): Promise<Record<string, Tensor>> {
  const tensors: [string, Tensor][] = [];
  try {
    for (const name of file.entries.keys()) tensors.push([name, keep(await readTensor(file, name))]);
  } catch (error) {
    for (const [, tensor] of tensors) tensor.dispose();
    throw error;
  }
  return Object.fromEntries(tensors);
}

/** Refuses tensors that the cache did not ask for. */
function complete(cache: SavableCache, tensors: Readonly<Record<string, Tensor>>): SavableCache {
  using scope = Scope.detached();
  const own = scope.run(() => Object.keys(cache.state().tensors));
  const extra = Object.keys(tensors).find((name) => !own.includes(name));
  if (extra !== undefined) throw new FormatError(`${cache.kind}: has no tensor ${short(extra)}`);
  return cache;
}

function short(text: string | undefined): string {
  return text === undefined ? 'none' : JSON.stringify(text.slice(0, 40));
}
