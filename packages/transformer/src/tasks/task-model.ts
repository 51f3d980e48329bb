import { Module, showValue } from '@heed/core';
import type { CausalLanguageModel } from '../models/causal-language-model.ts';
import { EncoderDecoderModel } from '../models/encoder-decoder-model.ts';
import type {
  EncoderKind,
  EncoderModel,
  MaskedLanguageModel,
  QuestionAnswerer,
  ReplacedTokenDetector,
  SequenceClassifier,
  TokenClassifier,
} from '../models/encoder-model.ts';
import type { Pretrained } from '../pretrained/load-pretrained.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { howToConvert } from '../tokenizer/vocabulary-files.ts';
import { TaskError } from './errors.ts';

/** What a task works with: what `fromPretrained` gives, or a model made here with a tokenizer. */
export type TaskModel = Pick<Pretrained, 'model'> & Partial<Pretrained>;

interface EncoderKinds extends Record<EncoderKind, Module> {
  readonly encoder: EncoderModel;
  readonly maskedLanguageModel: MaskedLanguageModel;
  readonly sequenceClassifier: SequenceClassifier;
  readonly tokenClassifier: TokenClassifier;
  readonly replacedTokenDetector: ReplacedTokenDetector;
  readonly questionAnswerer: QuestionAnswerer;
}

const inWords: Readonly<Record<EncoderKind, string>> = {
  encoder: 'an encoder without a head (such as BertModel)',
  maskedLanguageModel: 'a masked language model (such as BertForMaskedLM)',
  sequenceClassifier: 'a classifier of texts (such as BertForSequenceClassification)',
  tokenClassifier: 'a classifier of tokens (such as BertForTokenClassification)',
  replacedTokenDetector: 'a detector of replaced tokens (such as ElectraForPreTraining)',
  questionAnswerer: 'a question answerer (such as BertForQuestionAnswering)',
};

/**
 * Refuses what `fromPretrained` does not give: its promise, its model alone.
 *
 * @throws {TaskError}
 */
export function checkTaskModel(task: string, pretrained: TaskModel): TaskModel {
  const given: unknown = pretrained;
  // A module may well have a part of that name.
  const isModule = given instanceof Module;
  if (typeof given === 'object' && given !== null && 'model' in given && !isModule) return pretrained;
  const seen =
    given instanceof Promise
      ? 'a promise: await it first'
      : isModule
        ? `the model alone: give { model, tokenizer }`
        : showValue(given);
  throw new TaskError(`${task} takes what fromPretrained gives, got ${seen}`);
}

/**
 * The model as one that was made for the task.
 *
 * @throws {TaskError} for any other.
 */
export function encoderOf<Kind extends EncoderKind>(
  task: string,
  pretrained: TaskModel,
  kind: Kind,
): EncoderKinds[Kind] {
  const { model } = checkTaskModel(task, pretrained);
  if (isOfKind(model, kind)) return model;
  throw wrongModel(task, inWords[kind], model);
}

/** The same for a decoder-only language model. */
export function causalModelOf(task: string, pretrained: TaskModel): CausalLanguageModel {
  const { model } = checkTaskModel(task, pretrained);
  if (isCausal(model)) return model;
  throw wrongModel(task, 'a decoder-only language model (such as LlamaForCausalLM)', model);
}

/** The same for an encoder–decoder. */
export function sequenceModelOf(task: string, pretrained: TaskModel): EncoderDecoderModel {
  const { model } = checkTaskModel(task, pretrained);
  if (model instanceof EncoderDecoderModel) return model;
  throw wrongModel(task, 'an encoder–decoder (such as T5ForConditionalGeneration)', model);
}

/** The tokenizer that came with a model. */
export function tokenizerOf(task: string, pretrained: TaskModel): Tokenizer {
  const { tokenizer, files } = checkTaskModel(task, pretrained);
  if (tokenizer !== undefined) return tokenizer;
  const pieces = files?.names.find((name) => /\.(spm|model)$/.test(name));
  const seen = pieces === undefined ? '' : `, only ${pieces}, which is not read. ${howToConvert}`;
  throw new TaskError(`${task} reads texts, and there is no tokenizer with the model${seen}`);
}

/** True for a decoder-only language model. */
export function isCausal(model: Module): model is CausalLanguageModel {
  return 'createCache' in model && 'config' in model && !('encode' in model);
}

function isOfKind<Kind extends EncoderKind>(model: Module, kind: Kind): model is EncoderKinds[Kind] {
  return 'kind' in model && model.kind === kind;
}

function wrongModel(task: string, needed: string, model: Module): TaskError {
  return new TaskError(
    `${task} needs ${needed}, and this is ${model.constructor.name}. ` +
      'The option `architecture` of fromPretrained chooses another head, where the file has its weights',
  );
}
