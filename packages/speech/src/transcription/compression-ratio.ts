/**
 * How often a text repeats itself: its bytes in UTF-8 by their number after zlib. Speech stays below 2.4; a model that
 * is caught in a loop writes what compresses better (Radford et al., “Robust Speech Recognition via Large-Scale Weak
 * Supervision”, 2022, section 4.5). 0 for an empty text.
 *
 * @example
 * ```ts
 * import { compressionRatio } from '@heed/speech';
 * console.log(await compressionRatio(' Thank you.')); // 0.58
 * console.log(await compressionRatio(' Thank you.'.repeat(20))); // 10
 * ```
 */
export async function compressionRatio(text: string): Promise<number> {
  const bytes = new TextEncoder().encode(text);
  const compressed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return bytes.length / (await new Response(compressed).arrayBuffer()).byteLength;
}
