import { OptionError, showValue } from '@heed/core';
import type { Transcript } from '../transcript.ts';

/** Refuses, of callers without types, what is no transcript, such as the promise of one. */
export function checkTranscript(name: string, given: Transcript): Transcript {
  if (Array.isArray(Object(given).segments)) return given;
  throw new OptionError(`${name}: a transcript is needed, as transcribe gives it, got ${showValue(given)}`);
}
