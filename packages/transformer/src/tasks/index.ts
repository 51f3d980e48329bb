export { type Answer, type AnswerOptions, answer, type Question } from './answer.ts';
export { type ChatOptions, chat, chatIds, streamChat } from './chat.ts';
export { type ClassifyInput, type ClassifyOptions, classify, type LabelScore } from './classify.ts';
export { type EmbedOptions, embed } from './embed.ts';
export { TaskError } from './errors.ts';
export { type FillMaskOptions, fillMask, type MaskFilling } from './fill-mask.ts';
export { type GeneratedText, type GenerateTextOptions, generateText } from './generate-text.ts';
export { type RankedDocument, type RerankOptions, rerank } from './rerank.ts';
export type { BatchOptions, TaskProgress } from './run-batches.ts';
export type { ScoreFunction } from './scores.ts';
export { type StreamTextOptions, streamText, type TextPart, type TokenReport } from './stream-text.ts';
export { summarize } from './summarize.ts';
export {
  type Aggregation,
  type Entity,
  type TagTokensOptions,
  type TokenTag,
  tagTokens,
} from './tag-tokens.ts';
export type { TaskModel } from './task-model.ts';
export { type TranslateOptions, translate } from './translate.ts';
export type { WriteTargetOptions } from './write-targets.ts';
