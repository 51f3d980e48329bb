import { RandomGenerator } from '@heed/core';
import { type SpeechSpan, speechSpans, type VoiceActivityDetector } from '@heed/speech';
import { makeNoise, type NoiseKind, noiseKinds } from './noises.ts';
import { speechTrack, type VoiceExample, voiceRate, withNoise } from './voice-examples.ts';

/** Shares of frames that are wrong, from 0 to 1. */
export interface VoiceScores {
  readonly kind: NoiseKind;
  /** Decibels by which speech is louder than the noise. */
  readonly decibels: number;
  /** Mean of the share of speech that is missed and the share of the rest that passes for speech. */
  readonly detector: number;
  readonly loudness: number;
}

const framesPerSecond = 100;
/** Nothing is added around speech, so that what is counted is what was heard. */
const plain = { padding: 0, minimumSilence: 0.15 } as const;

/**
 * Compares the trained detector with loudness alone, frame by frame, on speech with pauses in each kind of noise at each
 * ratio.
 *
 * @param clips Speech that training did not hear.
 * @param seconds Length of each sound.
 */
export async function evaluateVoiceActivity(
  detector: VoiceActivityDetector,
  clips: readonly VoiceExample[],
  { ratios, seconds, seed }: { ratios: readonly number[]; seconds: number; seed: number },
): Promise<VoiceScores[]> {
  const scores: VoiceScores[] = [];
  for (const kind of noiseKinds) {
    for (const decibels of ratios) {
      const generator = new RandomGenerator(seed + scores.length);
      const track = speechTrack(clips, seconds * framesPerSecond, generator);
      const noise = makeNoise(kind, track.samples.length, voiceRate, generator);
      const { samples, labels } = withNoise(track, noise, decibels);
      const sound = { samplingRate: voiceRate, channels: [samples.map((sample) => 0.3 * sample)] };
      scores.push({
        ...{ kind, decibels },
        detector: balancedError(await detector.spans(sound, plain), labels),
        loudness: balancedError(speechSpans(sound, plain), labels),
      });
    }
  }
  return scores;
}

function balancedError(spans: readonly SpeechSpan[], labels: Uint8Array): number {
  const heard = new Uint8Array(labels.length);
  for (const { start, end } of spans)
    heard.fill(1, Math.round(start * framesPerSecond), Math.round(end * framesPerSecond));
  const wrong = (label: number): number => {
    const places = [...labels.keys()].filter((at) => labels[at] === label);
    return places.filter((at) => heard[at] !== label).length / Math.max(1, places.length);
  };
  return (wrong(0) + wrong(1)) / 2;
}

/** Mean errors of all that a test picks. */
export function meanScores(
  scores: readonly VoiceScores[],
  picks: (score: VoiceScores) => boolean = () => true,
): Pick<VoiceScores, 'detector' | 'loudness'> {
  const some = scores.filter(picks);
  const mean = (of: (score: VoiceScores) => number): number =>
    some.reduce((sum, score) => sum + of(score), 0) / some.length;
  return { detector: mean(({ detector }) => detector), loudness: mean(({ loudness }) => loudness) };
}
