import { encodeSafetensors, type Tensor, tensor } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { readCTranslate2, type Variable } from './ctranslate2.ts';

/** What becomes of a variable: names in published files, of as many equal blocks of its rows. */
type Targets = readonly (string | undefined)[];

/**
 * A Whisper of CTranslate2 (`model.bin`, `config.json`, `tokenizer.json`) as files of transformers: the same weights, in
 * float16 as they were.
 *
 * @param files By name.
 * @throws {Error} for a file that is missing, or a model that is no Whisper in float16.
 */
export async function convertWhisper(
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Map<string, Uint8Array>> {
  const file = (name: string): Uint8Array => {
    const bytes = files.get(name);
    if (bytes === undefined) throw new Error(`there is no ${name}`);
    return bytes;
  };
  const { spec, variables } = readCTranslate2(file('model.bin'));
  if (spec !== 'WhisperSpec') throw new Error(`model.bin: expected a WhisperSpec, found ${spec}`);
  const hf = new HfConfig(JSON.parse(new TextDecoder().decode(file('config.json'))));
  const tokenizer = new HfConfig(JSON.parse(new TextDecoder().decode(file('tokenizer.json'))));
  const config = configOf(variables, specialId(tokenizer));
  return new Map([
    ['config.json', json(config)],
    ['generation_config.json', json(generationConfigOf(hf, config))],
    ['preprocessor_config.json', json(preprocessorConfig(config.num_mel_bins))],
    ['tokenizer.json', file('tokenizer.json')],
    ['model.safetensors', await encodeSafetensors(weightsOf(variables), { metadata: { format: 'pt' } })],
  ]);
}

const json = (value: object): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);

function specialId(tokenizer: HfConfig): (token: string) => number {
  const list: unknown = tokenizer.toJSON()['added_tokens'];
  const tokens = (Array.isArray(list) ? list : []).map((token) => new HfConfig(token, 'tokenizer.json'));
  return (content) => {
    const token = tokens.find((one) => one.text('content') === content);
    if (token === undefined) throw new Error(`tokenizer.json has no ${content}`);
    return token.number('id');
  };
}

function configOf(variables: ReadonlyMap<string, Variable>, idOf: (token: string) => number) {
  const shape = (name: string): readonly number[] => find(variables, name).shape;
  const number = (name: string): number => find(variables, name).bytes[0] ?? 0;
  const [vocabulary = 0, width = 0] = shape('decoder/embeddings/weight');
  const end = idOf('<|endoftext|>');
  const half = (name: 'encoder' | 'decoder') => ({
    [`${name}_layers`]: layersOf(variables, name),
    [`${name}_attention_heads`]: number(`${name}/num_heads`),
    [`${name}_ffn_dim`]: shape(`${name}/layer_0/ffn/linear_0/weight`)[0],
  });
  return {
    model_type: 'whisper',
    architectures: ['WhisperForConditionalGeneration'],
    vocab_size: vocabulary,
    d_model: width,
    num_mel_bins: shape('encoder/conv1/weight')[1] ?? 0,
    ...half('encoder'),
    ...half('decoder'),
    max_source_positions: shape('encoder/position_encodings/encodings')[0],
    max_target_positions: shape('decoder/position_encodings/encodings')[0],
    ...{ pad_token_id: end, bos_token_id: end, eos_token_id: end },
    decoder_start_token_id: idOf('<|startoftranscript|>'),
    activation_function: 'gelu',
    tie_word_embeddings: true,
    dtype: 'float16',
  };
}

function generationConfigOf(hf: HfConfig, config: ReturnType<typeof configOf>): object {
  const { pad_token_id, bos_token_id, eos_token_id, decoder_start_token_id } = config;
  return {
    alignment_heads: hf.toJSON()['alignment_heads'],
    suppress_tokens: hf.ids('suppress_ids'),
    begin_suppress_tokens: hf.ids('suppress_ids_begin'),
    is_multilingual: config.vocab_size >= 51_865,
    max_initial_timestamp_index: 50,
    max_length: config.max_target_positions,
    ...{ pad_token_id, bos_token_id, eos_token_id, decoder_start_token_id },
  };
}

function preprocessorConfig(bins: number): object {
  return {
    feature_extractor_type: 'WhisperFeatureExtractor',
    processor_class: 'WhisperProcessor',
    feature_size: bins,
    ...{ sampling_rate: 16_000, n_fft: 400, hop_length: 160 },
    ...{ chunk_length: 30, n_samples: 480_000, nb_max_frames: 3000 },
    ...{ padding_side: 'right', padding_value: 0, return_attention_mask: false },
  };
}

function layersOf(variables: ReadonlyMap<string, Variable>, half: string): number {
  let layers = 0;
  while (variables.has(`${half}/layer_${layers}/ffn/linear_0/weight`)) layers++;
  return layers;
}

function weightsOf(variables: ReadonlyMap<string, Variable>): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>();
  for (const [source, targets] of sources(variables)) {
    const { shape, type, bytes } = find(variables, source);
    if (type !== 'float16') throw new Error(`model.bin: ${source} is ${type}, expected float16`);
    // A copy, since numbers of two bytes may stand at odd places.
    const bits = new Uint16Array(new Uint8Array(bytes).buffer);
    const [rows = 0, ...rest] = shape;
    const each = bits.length / targets.length;
    for (const [at, name] of targets.entries()) {
      const block = bits.slice(at * each, (at + 1) * each);
      if (name !== undefined) {
        tensors.set(name, tensor(block, { shape: [rows / targets.length, ...rest], dtype: 'float16' }));
      } else if (block.some((half) => (half & 0x7fff) !== 0)) {
        throw new Error(`model.bin: ${source} has a bias of keys, and Whisper has none`);
      }
    }
  }
  return tensors;
}

/** All variables that hold weights, with their names in published files. */
function* sources(variables: ReadonlyMap<string, Variable>): Generator<readonly [string, Targets]> {
  yield ['decoder/embeddings/weight', ['model.decoder.embed_tokens.weight']];
  const both = (source: string, targets: Targets): (readonly [string, Targets])[] =>
    ['weight', 'bias'].map((kind) => [`${source}/${kind}`, targets.map((target) => `${target}.${kind}`)]);
  const norm = (source: string, target: string): (readonly [string, Targets])[] => [
    [`${source}/gamma`, [`${target}.weight`]],
    [`${source}/beta`, [`${target}.bias`]],
  ];
  for (const at of [1, 2]) yield* both(`encoder/conv${at}`, [`model.encoder.conv${at}`]);
  for (const half of ['encoder', 'decoder'] as const) {
    yield [`${half}/position_encodings/encodings`, [`model.${half}.embed_positions.weight`]];
    yield* norm(`${half}/layer_norm`, `model.${half}.layer_norm`);
    for (let layer = 0; layer < layersOf(variables, half); layer++) {
      const [source, target] = [`${half}/layer_${layer}`, `model.${half}.layers.${layer}`];
      yield* norm(`${source}/self_attention/layer_norm`, `${target}.self_attn_layer_norm`);
      yield* norm(`${source}/ffn/layer_norm`, `${target}.final_layer_norm`);
      yield* joined(`${source}/self_attention/linear_0`, `${target}.self_attn`, [
        'q_proj',
        'k_proj',
        'v_proj',
      ]);
      yield* both(`${source}/self_attention/linear_1`, [`${target}.self_attn.out_proj`]);
      for (const at of [0, 1]) yield* both(`${source}/ffn/linear_${at}`, [`${target}.fc${at + 1}`]);
      if (half === 'encoder') continue;
      yield* norm(`${source}/attention/layer_norm`, `${target}.encoder_attn_layer_norm`);
      yield* both(`${source}/attention/linear_0`, [`${target}.encoder_attn.q_proj`]);
      yield* joined(`${source}/attention/linear_1`, `${target}.encoder_attn`, ['k_proj', 'v_proj']);
      yield* both(`${source}/attention/linear_2`, [`${target}.encoder_attn.out_proj`]);
    }
  }
}

/** Projections that CTranslate2 stacks; that of keys has no bias, and zeros in its place. */
function joined(source: string, target: string, parts: readonly string[]): (readonly [string, Targets])[] {
  return [
    [`${source}/weight`, parts.map((part) => `${target}.${part}.weight`)],
    [`${source}/bias`, parts.map((part) => (part === 'k_proj' ? undefined : `${target}.${part}.bias`))],
  ];
}

function find(variables: ReadonlyMap<string, Variable>, name: string): Variable {
  const variable = variables.get(name);
  if (variable === undefined) throw new Error(`model.bin has no ${name}`);
  return variable;
}
