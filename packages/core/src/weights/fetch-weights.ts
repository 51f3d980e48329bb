import { checkOptions } from '../options.ts';
import { fetchBytes } from './fetch-bytes.ts';
import { type FetchOptions, showUrl } from './request.ts';
import { openSafetensors } from './safetensors.ts';
import { openSharded } from './sharded.ts';
import { urlSource } from './url-source.ts';
import type { WeightSource } from './weight-source.ts';

/**
 * Opens weights on a server: a `.safetensors` file, or the files of a `.safetensors.index.json`, which lie beside it.
 * Only what is read is fetched, where the server answers range requests; see {@link urlSource}.
 *
 * @throws {DownloadError} with the URL, for a file that cannot be had.
 * @throws {FormatError} with the URL and the first characters of an answer that is no weight file.
 *
 * @example
 * ```ts
 * import { encodeSafetensors, fetchWeights, tensor } from '@heed/core';
 * const answer = new Response(await encodeSafetensors([['a', tensor([1, 2])]]));
 * const weights = await fetchWeights('https://example.org/model.safetensors', { fetch: async () => answer });
 * console.log((await weights.read('a')).data); // Float32Array [1, 2]
 * ```
 */
export async function fetchWeights(url: string, options: FetchOptions = {}): Promise<WeightSource> {
  checkOptions('fetchWeights', options, ['fetch', 'signal']);
  const path = url.replace(/[?#].*$/s, '');
  if (!path.endsWith('.json')) return openSafetensors(await urlSource(url, options));
  const index = new TextDecoder().decode(await fetchBytes(url, options));
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const open = (parts: readonly string[]) =>
    urlSource(folder + parts.map(encodeURIComponent).join('/'), options);
  return openSharded(index, open, showUrl(url));
}
