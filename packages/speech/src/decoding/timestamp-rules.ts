import { checkKind } from '@heed/core';
import type { LogitsProcessor } from '@heed/transformer';
import type { WhisperVocabulary } from '../tokenizer/whisper-vocabulary.ts';

/**
 * The rules of time stamps, as openai/whisper has them: a text begins with one of the first second, they come in pairs
 * but before the end, they never go back and no piece is empty; and where time stamps together are likelier than any
 * other token, there is one.
 *
 * @param lastFirstIndex The latest time stamp that a text may begin with, by its number.
 */
export function timestampRules(vocabulary: WhisperVocabulary, lastFirstIndex: number): LogitsProcessor {
  checkKind('timestampRules: vocabulary', vocabulary, 'an object');
  const { endId, noTimestampsId, firstTimestampId } = vocabulary;
  const isTime = (id: number | undefined): boolean => id !== undefined && id >= firstTimestampId;
  return (logits, { ids, promptLength, step }) => {
    const forbid = (start: number, end?: number): void => {
      logits.fill(Number.NEGATIVE_INFINITY, start, end);
    };
    const written = ids.slice(promptLength);
    const afterTime = isTime(written.at(-1));
    const afterPair = afterTime && (written.length < 2 || isTime(written.at(-2)));
    forbid(noTimestampsId, noTimestampsId + 1);
    if (afterPair) forbid(firstTimestampId);
    else if (afterTime) forbid(0, endId);
    const last = written.findLast(isTime);
    // The second of a pair may be where the first is; else time goes on.
    if (last !== undefined) forbid(firstTimestampId, afterTime && !afterPair ? last : last + 1);
    if (step === 0) {
      forbid(0, firstTimestampId);
      forbid(firstTimestampId + lastFirstIndex + 1);
    }
    const text = logits.subarray(0, firstTimestampId);
    if (logSumOfExponentials(logits.subarray(firstTimestampId)) > largestOf(text))
      forbid(0, firstTimestampId);
    return logits;
  };
}

function largestOf(logits: Float32Array): number {
  return logits.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
}

function logSumOfExponentials(logits: Float32Array): number {
  const largest = largestOf(logits);
  if (largest === Number.NEGATIVE_INFINITY) return largest;
  return largest + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
}
