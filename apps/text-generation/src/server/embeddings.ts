import { embed } from '@heed/transformer';
import * as z from 'zod';
import type { EmbeddingModel } from '../text-model.ts';
import { read } from './requests.ts';

/** Texts that one request may bring. */
const maximumTexts = 256;

const schema = z.strictObject({
  model: z.string(),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(maximumTexts)]),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  dimensions: z.int().min(1).nullish(),
  // It says who asks: nothing here depends on it.
  user: z.unknown().optional(),
});

/** A request for embeddings that was understood. */
export interface EmbeddingRequest {
  readonly input: string | readonly string[];
  readonly encoding_format?: 'float' | 'base64' | null | undefined;
  readonly dimensions?: number | null | undefined;
}

/**
 * Reads the body of `POST /v1/embeddings`.
 *
 * @throws {RequestError} that names the parameter at fault.
 */
export function readEmbedding(body: unknown, model: EmbeddingModel): EmbeddingRequest {
  return read(schema, body, model);
}

/** Answers it: a vector for each text. */
export async function answerEmbedding(
  { input, encoding_format: format, dimensions }: EmbeddingRequest,
  model: EmbeddingModel,
  signal: AbortSignal,
): Promise<object> {
  const texts = [input].flat();
  const vectors = await embed(model, texts, {
    signal,
    truncate: false,
    ...(dimensions != null && { dimensions }),
  });
  const tokens = texts.reduce((sum, text) => sum + model.tokenizer.encode(text).length, 0);
  return {
    object: 'list',
    data: vectors.map((vector, index) => ({
      object: 'embedding',
      index,
      embedding: format === 'base64' ? base64(vector) : [...vector],
    })),
    model: model.name,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

/** The bytes of little-endian float32. */
function base64(vector: Float32Array): string {
  const bytes = Buffer.alloc(4 * vector.length);
  for (const [at, value] of vector.entries()) bytes.writeFloatLE(value, 4 * at);
  return bytes.toString('base64');
}
