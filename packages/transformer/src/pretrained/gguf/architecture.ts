import { ModelTypeError } from '../errors.ts';
import type { GgufFile } from './gguf-file.ts';

/** What a GGUF architecture is as a published model. */
export interface GgufArchitecture {
  /** The class that transformers would make of it. */
  readonly className: string;
  /** Rows of the projections to queries and keys stand in the order of neighbouring pairs. */
  readonly interleaved: boolean;
}

/** The architectures that are read. ggml calls Mistral and SmolLM llama too. */
const architectures: ReadonlyMap<string, GgufArchitecture> = new Map([
  ['llama', { className: 'LlamaForCausalLM', interleaved: true }],
  ['qwen2', { className: 'Qwen2ForCausalLM', interleaved: false }],
  ['qwen3', { className: 'Qwen3ForCausalLM', interleaved: false }],
]);

/**
 * The architecture of a GGUF file and its name, which is also the `model_type` of its published config.
 *
 * @throws {ModelTypeError} for one that is not known.
 */
export function architectureOf({
  name,
  metadata,
}: GgufFile): GgufArchitecture & { readonly modelType: string } {
  const modelType = metadata.get('general.architecture');
  const found = typeof modelType === 'string' ? architectures.get(modelType) : undefined;
  if (typeof modelType === 'string' && found !== undefined) return { ...found, modelType };
  throw new ModelTypeError(
    `${name}: general.architecture is ${String(modelType)}; readable are ${[...architectures.keys()].join(', ')}. ` +
      'The same model may be published as safetensors, of which more are known',
  );
}
