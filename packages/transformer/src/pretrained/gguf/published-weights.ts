import {
  checkKind,
  sizeOf,
  type WeightArray,
  type WeightEntry,
  type WeightSource,
  WeightsError,
} from '@heed/core';
import { architectureOf } from './architecture.ts';
import type { GgufFile } from './gguf-file.ts';
import { undoInterleaving } from './interleaved-rows.ts';

/** ggml's names of a decoder's parts, and those of the published checkpoints. */
const parts: ReadonlyMap<string, string> = new Map([
  ['token_embd', 'model.embed_tokens'],
  ['output_norm', 'model.norm'],
  ['output', 'lm_head'],
  ['attn_norm', 'input_layernorm'],
  ['attn_q', 'self_attn.q_proj'],
  ['attn_k', 'self_attn.k_proj'],
  ['attn_v', 'self_attn.v_proj'],
  ['attn_output', 'self_attn.o_proj'],
  ['attn_q_norm', 'self_attn.q_norm'],
  ['attn_k_norm', 'self_attn.k_norm'],
  ['ffn_norm', 'post_attention_layernorm'],
  ['ffn_gate', 'mlp.gate_proj'],
  ['ffn_up', 'mlp.up_proj'],
  ['ffn_down', 'mlp.down_proj'],
]);

/** Factors of the frequencies, which the config holds; no parameter of the model. */
export const frequencyFactors = 'rope_freqs.weight';

/** The name in a published checkpoint; one that is not known stays, so that strict loading lists it. */
function publishedName(name: string): string {
  const [, layer, part = '', end = ''] = /^(?:blk\.(\d+)\.)?(\w+)\.(weight|bias)$/.exec(name) ?? [];
  const known = parts.get(part);
  if (known === undefined) return name;
  return layer === undefined ? `${known}.${end}` : `model.layers.${layer}.${known}.${end}`;
}

/**
 * The tensors of a GGUF file under the names and in the order of the published checkpoint, so that a model loads from
 * it as from safetensors. Llama files keep the rows of the projections to queries and keys in the order of RoPE with
 * neighbouring pairs; they are put back.
 *
 * @param heads Heads of queries and of keys: a grouped model has fewer of the latter, and each order follows its own.
 * @throws {ModelTypeError} for an architecture that is not known.
 *
 * @example
 * ```ts no-run
 * import { loadWeights } from '@heed/core';
 * import { fileSource } from '@heed/core/node';
 * import { ggufConfig, Llama, openGguf, publishedWeights, readLlamaConfig } from '@heed/transformer';
 * await using file = await openGguf(await fileSource('SmolLM2-135M-Instruct.Q4_1.gguf'));
 * const config = readLlamaConfig(await ggufConfig(file));
 * const model = new Llama(config);
 * await loadWeights(model, publishedWeights(file, config));
 * ```
 */
export function publishedWeights(
  file: GgufFile,
  heads: { readonly heads: number; readonly keyValueHeads: number },
): WeightSource {
  checkKind('publishedWeights: metadata of the file', Object(file).metadata, 'a map');
  const { interleaved } = architectureOf(file);
  const names = new Map(
    [...file.entries.keys()]
      .filter((name) => name !== frequencyFactors)
      .map((name) => [publishedName(name), name]),
  );
  const entries = new Map<string, WeightEntry>();
  for (const [published, name] of names) {
    const entry = file.entries.get(name);
    if (entry !== undefined) entries.set(published, entry);
  }
  const nameOf = (published: string): string => {
    const name = names.get(published);
    if (name === undefined) throw new WeightsError(`${file.name} has no tensor ${published}`);
    return name;
  };
  /** Heads whose rows must be put back; 0 where they stand right. */
  const headsOf = (name: string): number => {
    const [, kind] = /\.attn_([qk])\.(?:weight|bias)$/.exec(name) ?? [];
    if (!interleaved || kind === undefined) return 0;
    return kind === 'q' ? heads.heads : heads.keyValueHeads;
  };
  return {
    name: file.name,
    entries,
    async read(published) {
      const name = nameOf(published);
      const array = await file.read(name);
      const groups = headsOf(name);
      return groups === 0 ? array : undoInterleaving(array, groups, `${file.name}: tensor ${name}`);
    },
    async readPart(published, start, end, room) {
      const name = nameOf(published);
      const groups = headsOf(name);
      if (groups === 0) return await file.readPart(name, start, end, room);
      return await readHeads(file, name, groups, start, end);
    },
    close: () => file.close(),
    [Symbol.asyncDispose]: () => file.close(),
  };
}

/** A part of a projection whose rows must be put back: all heads that it touches are read. */
async function readHeads(
  file: GgufFile,
  name: string,
  heads: number,
  start: number,
  end: number,
): Promise<WeightArray> {
  const where = `${file.name}: tensor ${name}`;
  const [rows = 0, ...rest] = file.entries.get(name)?.shape ?? [];
  const width = sizeOf(rest);
  const head = (rows / heads) * width;
  if (!Number.isInteger(rows / heads))
    throw new WeightsError(`${where}: ${rows} rows do not divide into ${heads} heads`);
  const first = Math.floor(start / head);
  const last = Math.ceil(end / head);
  const part = await file.readPart(name, first * head, last * head);
  const whole = { ...part, shape: [((last - first) * head) / width, ...rest] };
  const { type, data } = undoInterleaving(whole, last - first, where);
  const perElement = data.length / ((last - first) * head);
  const from = (start - first * head) * perElement;
  return { type, shape: [end - start], data: data.subarray(from, from + (end - start) * perElement) };
}
