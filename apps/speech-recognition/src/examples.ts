import { OptionError, type RandomGenerator, tensor, tidy, transpose } from '@heed/core';
import {
  addNoise,
  addReverberation,
  type CtcVocabulary,
  changeGain,
  changeSpeed,
  changeTilt,
  inOrder,
  randomVocalTract,
  type Sound,
  type SpokenText,
  sometimes,
  specAugment,
} from '@heed/speech';
import { type Heard, hear } from './hear.ts';
import { promptSpeaker } from './prepare.ts';
import { type Recording, telephoneRate } from './recordings.ts';

/** Speeds of a clip, 0.85 to 1.2. */
const speeds = Array.from({ length: 36 }, (_, at) => 0.85 + at / 100);

const ofClip = inOrder(changeSpeed({ factors: speeds }), changeGain({ decibels: [-4, 4] }));

const ofSound = inOrder(
  changeGain({ decibels: [-18, 6] }),
  sometimes(0.3, addReverberation({ seconds: [0.05, 0.3], decibels: [3, 15] })),
  sometimes(0.4, changeTilt()),
  addNoise({ decibels: [10, 45] }),
);

/** How many digits are said in a row, each as likely. */
const counts = [1, 1, 1, 2, 2, 3, 4] as const;

/** Share of prompts among the examples. */
const promptShare = 0.15;

/** Longest prompt that is learned from, in samples. */
const longestPrompt = 5 * telephoneRate;

/** Draws examples to learn from: see {@link exampleSource}. */
export type ExampleSource = (generator: RandomGenerator) => SpokenText;

/**
 * Examples without end: one to four digits of one speaker, one after the other with pauses between, or a prompt; each
 * changed by chance in speed, height, room, line, noise and vocal tract, with bands of frequency and time hidden.
 *
 * @throws {OptionError} when there is no digit to learn from.
 */
export function exampleSource(recordings: readonly Recording[], vocabulary: CtcVocabulary): ExampleSource {
  const prompts = recordings.filter(
    ({ speaker, samples }) => speaker === promptSpeaker && samples.length <= longestPrompt,
  );
  const bySpeaker = Map.groupBy(
    recordings.filter(({ speaker }) => speaker !== promptSpeaker),
    ({ speaker }) => speaker,
  );
  const speakers = [...bySpeaker.values()];
  if (speakers.length === 0) throw new OptionError('there are no digits to learn from');
  return (generator) => {
    const drawn = <Item>(items: readonly Item[]): Item | undefined =>
      items[generator.nextInteger(items.length)];
    const isPrompt = prompts.length > 0 && generator.nextUniform() < promptShare;
    const said = isPrompt
      ? [drawn(prompts)]
      : severalOf(drawn(speakers) ?? [], drawn(counts) ?? 1, generator);
    const kept = said.filter((recording) => recording !== undefined);
    const sound = ofSound(joined(kept, generator), generator);
    const { features, frames } = hidden(hear(sound, randomVocalTract(generator, [0.85, 1.2])), generator);
    return { features, frames, labels: vocabulary.encode(kept.map(({ text }) => text).join(' ')) };
  };
}

function severalOf(items: readonly Recording[], count: number, generator: RandomGenerator): Recording[] {
  return Array.from({ length: count }, () => items[generator.nextInteger(items.length)] ?? []).flat();
}

/** Clips one after the other, with silence before, between and behind. */
function joined(recordings: readonly Recording[], generator: RandomGenerator): Sound {
  const pause = (): Float32Array =>
    new Float32Array(Math.round((0.01 + 0.3 * generator.nextUniform()) * telephoneRate));
  const parts = [pause()];
  for (const { samples } of recordings) {
    const clip = ofClip({ samplingRate: telephoneRate, channels: [samples] }, generator);
    parts.push(...clip.channels, pause());
  }
  return { samplingRate: telephoneRate, channels: [concatenated(parts)] };
}

/** Arrays one after the other. */
export function concatenated(parts: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** SpecAugment, smaller than the paper's, since a digit has 40 frames. */
function hidden({ features, frames }: Heard, generator: RandomGenerator): Heard {
  return tidy(() => {
    const byFrame = transpose(tensor(features, { shape: [features.length / frames, frames] }), [1, 0]);
    const masked = specAugment(byFrame, generator, { frequencyWidth: 12, timeWidth: 12, timeShare: 0.2 });
    return { features: Float32Array.from(transpose(masked, [1, 0]).dataSync()), frames };
  });
}
