import { loadWeights, tensor, tidy } from '@heed/core';
import { LogMelStream } from '../features/log-mel-stream.ts';
import { type Sound, secondsOf } from '../sound/sound.ts';
import { MonoStream } from '../transcription/mono-stream.ts';
import { partsOf } from '../transcription/sound-reader.ts';
import { contextFrames, VoiceActivityNetwork, voiceActivityFeatures } from './network.ts';
import {
  readSpanOptions,
  type SpanOptions,
  type SpeechSpan,
  smoothedSpans,
  spansAbove,
  type VoiceActivity,
} from './spans.ts';

/** Options of {@link VoiceActivityDetector.spans}. */
export interface VoiceSpansOptions extends SpanOptions {
  /** Speech begins above this probability, and ends 0.15 below it. Default 0.5. */
  readonly threshold?: number;
}

const framesPerSecond = 100;
/** Frames that the network answers at once. */
const blockFrames = 1000;

/**
 * Tells where somebody speaks, and takes noise, tones and music for what they are: loudness alone (`speechSpans`) hears
 * speech in all that stands out. A network of 26,000 parameters with its trained weights, which are loaded when they are
 * asked for; what it learned from, how well it does and under which licence is in its model card. A sound is heard piece
 * by piece, with the same answers however long it is.
 *
 * @example
 * ```ts
 * import { VoiceActivityDetector } from '@heed/speech';
 * using detector = await VoiceActivityDetector.load();
 * const whistle = Float32Array.from({ length: 32_000 }, (_, at) => 0.3 * Math.sin(at / 4));
 * console.log(await detector.spans({ samplingRate: 16_000, channels: [whistle] })); // []
 * ```
 */
export class VoiceActivityDetector implements VoiceActivity {
  readonly network: VoiceActivityNetwork;

  /** @param network Trained; it becomes the detector's, which disposes of it. */
  constructor(network: VoiceActivityNetwork) {
    this.network = network;
  }

  /** The trained detector, on the backend in use. */
  static async load(): Promise<VoiceActivityDetector> {
    const { weights } = await import('./checkpoint/weights.ts');
    const network = new VoiceActivityNetwork().eval();
    await loadWeights(
      network,
      Uint8Array.from(atob(weights), (character) => character.charCodeAt(0)),
    );
    return new VoiceActivityDetector(network);
  }

  /**
   * How likely somebody speaks, from 0 to 1, in each hundredth of a second. The frame that begins there has 25 ms; a
   * sound of less has none.
   *
   * @throws {ValueError} for samples that are not finite.
   */
  async probabilities(sound: Sound): Promise<Float32Array> {
    const config = voiceActivityFeatures();
    const { bins } = config.mel;
    const [mono, mel] = [new MonoStream(), new LogMelStream(config)];
    const answers: Float32Array[] = [];
    let held: Float32Array = new Float32Array(0);
    let begun = false;
    const answer = async (least: number): Promise<void> => {
      while (held.length / bins - 2 * contextFrames >= least) {
        const frames = Math.min(blockFrames, held.length / bins - 2 * contextFrames);
        answers.push(await this.#answer(held.subarray(0, (frames + 2 * contextFrames) * bins), bins));
        held = held.slice(frames * bins);
      }
    };
    const take = async (rows: Float32Array, isLast: boolean): Promise<void> => {
      held = concatenated(held, rows);
      if (held.length === 0 || (!begun && !isLast && held.length / bins < blockFrames)) return;
      if (!begun) held = concatenated(mirrored(held, bins, 'before'), held);
      begun = true;
      if (isLast) held = concatenated(held, mirrored(held, bins, 'behind'));
      await answer(isLast ? 1 : blockFrames);
    };
    for (const part of partsOf(sound)) await take(mel.push(mono.push(part)), false);
    await take(mel.push(mono.finish()), true);
    return concatenated(...answers);
  }

  /**
   * Where somebody speaks.
   *
   * @returns Stretches in order that do not touch.
   * @throws {OptionError} for unknown options and values below 0.
   * @throws {ValueError} for samples that are not finite.
   */
  async spans(sound: Sound, options: VoiceSpansOptions = {}): Promise<SpeechSpan[]> {
    const settings = readSpanOptions('VoiceActivityDetector.spans', options);
    const { threshold = 0.5 } = options;
    const likely = await this.probabilities(sound);
    const spans = spansAbove(likely, { begin: threshold, end: threshold - 0.15, framesPerSecond });
    return smoothedSpans(spans, secondsOf(sound), settings);
  }

  /** Frees the weights. */
  dispose(): void {
    this.network.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Rows of features to probabilities of those between the context. */
  async #answer(rows: Float32Array, bins: number): Promise<Float32Array> {
    const frames = rows.length / bins;
    const logits = tidy(() => {
      const byBin = Float32Array.from(
        rows,
        (_, at) => rows[(at % frames) * bins + Math.floor(at / frames)] ?? 0,
      );
      return this.network.forward(tensor(byBin, { shape: [1, bins, frames] }));
    });
    try {
      return Float32Array.from(await logits.data(), (logit) => 1 / (1 + Math.exp(-logit)));
    } finally {
      logits.dispose();
    }
  }
}

/** The context that a sound has none of at its ends: its frames mirrored there, again and again if they are few. */
function mirrored(rows: Float32Array, bins: number, side: 'before' | 'behind'): Float32Array {
  const frames = rows.length / bins;
  const context = new Float32Array(contextFrames * bins);
  for (let away = 0; away < contextFrames; away++) {
    const turned = away % (2 * frames);
    const from = turned < frames ? turned : 2 * frames - 1 - turned;
    const [row, place] = side === 'before' ? [from, contextFrames - 1 - away] : [frames - 1 - from, away];
    context.set(rows.subarray(row * bins, (row + 1) * bins), place * bins);
  }
  return context;
}

function concatenated(...parts: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
