import { concat, type Tensor } from '@heed/core';
import type { DecodedWindow, DecodeWindowOptions, WindowDecoder } from '../decoding/window-decoder.ts';
import { compressionRatio } from './compression-ratio.ts';
import type { TranscribeSettings } from './options.ts';

/** A window to be written down. */
export interface WindowRequest {
  /** Log-mel features [1, bins, frames]. */
  readonly features: Tensor;
  readonly language: string;
  /** Ids of the text before. */
  readonly previous: readonly number[];
  /** A number of its own, for what is drawn. */
  readonly seed: number;
}

/** What was written in a window, and whether it is any good. */
export interface WindowAnswer extends DecodedWindow {
  readonly text: string;
  readonly compressionRatio: number;
  /** Its text repeats itself. */
  readonly loops: boolean;
  /** It repeats itself, and only the room for ids ended it: not speech that repeats itself, but a model that does. */
  readonly endless: boolean;
  /** Its mean log-probability is too low. */
  readonly unlikely: boolean;
  /** Nobody speaks: what was written is unlikely, and so is speech. */
  readonly silent: boolean;
}

/** Ids before the text beside those of the text before: with a full prompt, so much less room is left. */
const longestStart = 4;

/**
 * Writes windows down at the first temperature; those whose text repeats itself or is unlikely again at the next, and
 * so on, unless they are silence (Radford et al. 2022, section 4.5, and openai/whisper).
 */
export async function decodeWithFallback(
  decoder: WindowDecoder,
  requests: readonly WindowRequest[],
  settings: TranscribeSettings,
): Promise<WindowAnswer[]> {
  const answers = new Map<WindowRequest, WindowAnswer>();
  let open = requests;
  for (const [attempt, temperature] of settings.temperatures.entries()) {
    const decoded = await decodeTogether(decoder, open, (request) => ({
      ...{ language: request.language, previous: request.previous, temperature },
      ...{ task: settings.task, beams: settings.beams, bestOf: settings.bestOf },
      seed: request.seed + attempt * settings.bestOf,
      ...(settings.signal && { signal: settings.signal }),
    }));
    for (const [at, request] of open.entries()) {
      const window = decoded[at];
      if (window !== undefined) answers.set(request, await judge(decoder, window, settings));
    }
    open = open.filter((request) => {
      const answer = answers.get(request);
      return answer !== undefined && !answer.silent && (answer.loops || answer.unlikely);
    });
    if (open.length === 0) break;
  }
  return requests.flatMap((request) => answers.get(request) ?? []);
}

async function decodeTogether(
  decoder: WindowDecoder,
  requests: readonly WindowRequest[],
  optionsOf: (request: WindowRequest) => DecodeWindowOptions,
): Promise<DecodedWindow[]> {
  const options = requests.map(optionsOf);
  const [first] = requests;
  if (first !== undefined && requests.length === 1) return decoder.decodeWindows(first.features, options);
  const features = concat(
    requests.map((request) => request.features),
    { axis: 0 },
  );
  try {
    return await decoder.decodeWindows(features, options);
  } finally {
    features.dispose();
  }
}

async function judge(
  { vocabulary, maximumIds }: WindowDecoder,
  window: DecodedWindow,
  settings: TranscribeSettings,
): Promise<WindowAnswer> {
  const text = vocabulary.decode(window.ids);
  const ratio = await compressionRatio(text.trim());
  const { compressionRatioThreshold, logProbabilityThreshold, noSpeechThreshold } = settings;
  const unlikely = logProbabilityThreshold !== null && window.meanLogProbability < logProbabilityThreshold;
  const unspoken = noSpeechThreshold !== null && window.noSpeechProbability > noSpeechThreshold;
  const loops = compressionRatioThreshold !== null && ratio > compressionRatioThreshold;
  return {
    ...{ ...window, text, compressionRatio: ratio, unlikely },
    ...{ loops, endless: loops && window.ids.length > maximumIds - longestStart },
    silent: unspoken && (unlikely || logProbabilityThreshold === null),
  };
}
