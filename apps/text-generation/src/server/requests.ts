import { chatIds } from '@heed/transformer';
import * as z from 'zod';
import type { TextModel } from '../text-model.ts';
import { RequestError } from './request-error.ts';
import { checkId, createTask, type Task } from './task.ts';

/** Parameters of both kinds of request. Clients send null for what they do not choose. */
const shared = {
  model: z.string(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  n: z.int().min(1).nullish(),
  seed: z.int().nullish(),
  stop: z.union([z.string().min(1), z.array(z.string().min(1)).max(4)]).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  logit_bias: z.record(z.string(), z.number().min(-100).max(100)).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z
    .strictObject({ include_usage: z.boolean().nullish(), include_obfuscation: z.boolean().nullish() })
    .nullish(),
  // These say who asks and where it is filed: nothing here depends on them.
  user: z.unknown().optional(),
  metadata: z.unknown().optional(),
  store: z.unknown().optional(),
  safety_identifier: z.unknown().optional(),
  prompt_cache_key: z.unknown().optional(),
  service_tier: z.unknown().optional(),
};

const ids = z.array(z.int());

const completionSchema = z.strictObject({
  ...shared,
  prompt: z.union([z.string(), z.array(z.string()).min(1), ids.min(1), z.array(ids.min(1)).min(1)]),
  max_tokens: z.int().min(0).nullish(),
  logprobs: z.int().min(0).max(5).nullish(),
  echo: z.boolean().nullish(),
  best_of: z.literal(1).nullish(),
  suffix: z.literal('').nullish(),
});

const content = z.union([z.string(), z.array(z.strictObject({ type: z.literal('text'), text: z.string() }))]);

const chatSchema = z.strictObject({
  ...shared,
  messages: z
    .array(
      z.strictObject({
        role: z.enum(['system', 'developer', 'user', 'assistant']),
        content,
        name: z.string().nullish(),
        refusal: z.null().optional(),
      }),
    )
    .min(1),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  logprobs: z.boolean().nullish(),
  top_logprobs: z.int().min(0).max(20).nullish(),
  response_format: z.strictObject({ type: z.literal('text') }).nullish(),
});

/**
 * Reads the body of `POST /v1/completions`.
 *
 * @throws {RequestError} that names the parameter at fault.
 */
export function readCompletion(body: unknown, textModel: TextModel): Task {
  const request = read(completionSchema, body, textModel);
  const { tokenizer } = textModel;
  const given = promptsOf(request.prompt);
  const prompts = given.map((prompt) =>
    typeof prompt === 'string'
      ? tokenizer.encode(prompt)
      : prompt.map((id) => checkId(id, tokenizer.vocabularySize, 'prompt')),
  );
  if (request.echo === true && request.logprobs != null) {
    throw new RequestError(400, 'logprobs cannot be had of a prompt that is echoed.', { param: 'echo' });
  }
  const echoes = given.map((prompt) => (typeof prompt === 'string' ? prompt : tokenizer.decode(prompt)));
  return createTask(textModel, request, {
    kind: 'completion',
    prompts,
    ...(request.echo === true && { echoes }),
    logProbabilities: request.logprobs ?? undefined,
    requested: request.max_tokens ?? undefined,
    usual: 16,
  });
}

/**
 * Reads the body of `POST /v1/chat/completions`.
 *
 * @throws {RequestError} that names the parameter at fault.
 */
export function readChat(body: unknown, textModel: TextModel): Task {
  const request = read(chatSchema, body, textModel);
  if (request.top_logprobs != null && request.logprobs !== true) {
    throw new RequestError(400, 'top_logprobs needs logprobs to be true.', { param: 'top_logprobs' });
  }
  const messages = request.messages.map((message) => ({
    role: message.role === 'developer' ? 'system' : message.role,
    content: [message.content]
      .flat()
      .map((part) => (typeof part === 'string' ? part : part.text))
      .join(''),
  }));
  return createTask(textModel, request, {
    kind: 'chat',
    prompts: [chatIds(textModel, messages)],
    logProbabilities: request.logprobs === true ? (request.top_logprobs ?? 0) : undefined,
    requested: request.max_completion_tokens ?? request.max_tokens ?? undefined,
    usual: Number.POSITIVE_INFINITY,
  });
}

function promptsOf(
  prompt: z.infer<typeof completionSchema>['prompt'],
): readonly (string | readonly number[])[] {
  if (typeof prompt === 'string') return [prompt];
  const items: readonly (string | number | readonly number[])[] = prompt;
  const numbers = items.filter((item) => typeof item === 'number');
  return numbers.length > 0 ? [numbers] : items.filter((item) => typeof item !== 'number');
}

/** Checks a body, and that it asks for the model of this name. */
export function read<Schema extends z.ZodType<{ readonly model: string }>>(
  schema: Schema,
  body: unknown,
  { name }: { readonly name: string },
): z.infer<Schema> {
  const result = schema.safeParse(body);
  if (!result.success) throw refusal(result.error.issues[0]);
  if (result.data.model === name) return result.data;
  throw unknownModel(result.data.model);
}

/** The answer to those who ask for a model that is not served. */
export function unknownModel(name: string): RequestError {
  const message = `The model '${name}' does not exist or you do not have access to it.`;
  return new RequestError(404, message, { param: 'model', code: 'model_not_found' });
}

function refusal(issue: z.core.$ZodIssue | undefined): RequestError {
  const [unknown] = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const path = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])];
  const param = path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text && '.'}${String(key)}`),
    '',
  );
  const message =
    unknown === undefined
      ? `Invalid '${param || 'body'}': ${(issue?.message ?? 'not understood').replace(/^Invalid input: /, '')}.`
      : `Unrecognized request argument supplied: ${param}.`;
  return new RequestError(400, message, { param: param || null });
}
