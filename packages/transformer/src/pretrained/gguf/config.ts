import { checkKind, FormatError, type StoredNumbers, showValue } from '@heed/core';
import { HfConfig } from '../../models/hf-config.ts';
import { architectureOf } from './architecture.ts';
import type { GgufFile } from './gguf-file.ts';
import { frequencyFactors } from './published-weights.ts';

/**
 * The published config of a model, from the metadata of its GGUF file: what `config.json` says beside safetensors.
 *
 * @throws {ModelTypeError} for an architecture that is not known.
 * @throws {FormatError} for a value that is missing, wrong or not supported.
 *
 * @example
 * ```ts no-run
 * import { fileSource } from '@heed/core/node';
 * import { ggufConfig, openGguf } from '@heed/transformer';
 * await using file = await openGguf(await fileSource('SmolLM2-135M-Instruct.Q4_1.gguf'));
 * console.log((await ggufConfig(file)).number('num_hidden_layers')); // 30
 * ```
 */
export async function ggufConfig(file: GgufFile): Promise<HfConfig> {
  checkKind('ggufConfig: metadata of the file', Object(file).metadata, 'a map');
  const { modelType, className } = architectureOf(file);
  const metadata = new HfConfig(Object.fromEntries(file.metadata), file.name);
  const key = (name: string): string => `${modelType}.${name}`;
  const embedding = file.entries.get('token_embd.weight');
  if (embedding === undefined)
    throw new FormatError(`${file.name} has no tensor token_embd.weight: no model is in it`);
  if (metadata.number(key('expert_count'), 0) > 0) {
    throw metadata.unsupported(key('expert_count'), '0: mixtures of experts are not read from GGUF files');
  }
  if (metadata.number('split.count', 1) > 1) {
    throw metadata.unsupported('split.count', '1: join the parts by `llama-gguf-split --merge`');
  }
  const width = metadata.size(key('embedding_length'));
  const heads = metadata.size(key('attention.head_count'));
  const headDimension = metadata.size(key('attention.key_length'), width / heads);
  if (metadata.number(key('rope.dimension_count'), headDimension) !== headDimension) {
    throw metadata.unsupported(key('rope.dimension_count'), `the width of a head, ${headDimension}`);
  }
  const id = (name: string): number | null =>
    metadata.has(`tokenizer.ggml.${name}`) ? metadata.number(`tokenizer.ggml.${name}`) : null;
  return new HfConfig(
    {
      architectures: [className],
      model_type: modelType,
      vocab_size: embedding.shape[0],
      hidden_size: width,
      intermediate_size: metadata.size(key('feed_forward_length')),
      num_hidden_layers: metadata.size(key('block_count')),
      num_attention_heads: heads,
      num_key_value_heads: metadata.size(key('attention.head_count_kv'), heads),
      head_dim: headDimension,
      hidden_act: 'silu',
      max_position_embeddings: metadata.size(key('context_length')),
      rms_norm_eps: metadata.number(key('attention.layer_norm_rms_epsilon')),
      rope_theta: metadata.number(key('rope.freq_base'), 10_000),
      rope_scaling: await readScaling(file, metadata, modelType),
      attention_bias: file.entries.has('blk.0.attn_q.bias') && file.entries.has('blk.0.attn_output.bias'),
      mlp_bias: file.entries.has('blk.0.ffn_up.bias'),
      tie_word_embeddings: !file.entries.has('output.weight'),
      bos_token_id: id('bos_token_id'),
      eos_token_id: id('eos_token_id'),
      pad_token_id: id('padding_token_id'),
    },
    file.name,
  );
}

/** How the positions of long texts are scaled: by a rule, or, since Llama 3.1, by a factor for each frequency. */
async function readScaling(file: GgufFile, metadata: HfConfig, modelType: string): Promise<object | null> {
  const length = metadata.size(`${modelType}.context_length`);
  if (file.entries.has(frequencyFactors)) {
    const factors = toNumbers((await file.read(frequencyFactors)).data);
    return {
      rope_type: 'longrope',
      short_factor: factors,
      long_factor: factors,
      factor: 1,
      attention_factor: 1,
      original_max_position_embeddings: length,
    };
  }
  const rule = `${modelType}.rope.scaling`;
  const type = metadata.text(`${rule}.type`, 'none');
  if (type === 'none') return null;
  const factor = metadata.number(`${rule}.factor`);
  if (type === 'linear') return { rope_type: 'linear', factor };
  if (type !== 'yarn') throw metadata.unsupported(`${rule}.type`, 'none, linear or yarn');
  return {
    rope_type: 'yarn',
    factor,
    original_max_position_embeddings: metadata.size(`${rule}.original_context_length`, length),
  };
}

function toNumbers(data: StoredNumbers): number[] {
  if (data instanceof Float32Array) return [...data];
  throw new FormatError(`${frequencyFactors} holds ${showValue(data.constructor.name)}, expected F32`);
}
