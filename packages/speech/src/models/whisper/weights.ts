import type { NameOptions } from '@heed/core';

/** How `loadWeights` reads Whisper's files: with the first part `model.` or without it, as files of `WhisperModel` are. */
export const whisperWeightNames: NameOptions = { prefix: 'model' };
