/**
 * Measures `VoiceActivityDetector` beside loudness alone on speakers and prompts that it never heard:
 * `node --conditions=@heed/source apps/speech-recognition/scripts/evaluate-voice-activity.ts DATA`, with what `prepare`
 * wrote. Prints the table of the model card.
 */
import { wasm } from '@heed/backend-wasm';
import { use } from '@heed/core';
import { resample, VoiceActivityDetector } from '@heed/speech';
import { noiseKinds } from '../src/noises.ts';
import { telephoneRate } from '../src/recordings.ts';
import { readSplit } from '../src/split.ts';
import { evaluateVoiceActivity, meanScores } from '../src/voice-evaluate.ts';
import { labelsOf, voiceRate } from '../src/voice-examples.ts';

const [data] = process.argv.slice(2);
if (data === undefined) throw new Error('usage: evaluate-voice-activity.ts DATA');
use(await wasm({ threads: 1 }));
const { heldDigits, heldPrompts } = await readSplit(data, ['george', 'theo']);
const clips = [...heldDigits.filter((_, at) => at % 10 === 0), ...heldPrompts].map(({ samples }) => {
  const [wide = samples] = resample({ samplingRate: telephoneRate, channels: [samples] }, voiceRate).channels;
  return { samples: wide, labels: labelsOf(wide) };
});
using detector = await VoiceActivityDetector.load();
const ratios = [20, 10, 5, 0];
const scores = await evaluateVoiceActivity(detector, clips, { ratios, seconds: 60, seed: 99 });
const percent = (share: number): string => (100 * share).toFixed(1);
const cell = (picks: Parameters<typeof meanScores>[1]): string => {
  const { detector: trained, loudness } = meanScores(scores, picks);
  return `${percent(trained)} / ${percent(loudness)}`;
};
console.log(`| noise | ${ratios.map((ratio) => `${ratio} dB`).join(' | ')} |`);
console.log(`|---|${ratios.map(() => '---|').join('')}`);
for (const kind of noiseKinds) {
  console.log(
    `| ${kind} | ${ratios.map((ratio) => cell((score) => score.kind === kind && score.decibels === ratio)).join(' | ')} |`,
  );
}
console.log(`| all | ${ratios.map((ratio) => cell(({ decibels }) => decibels === ratio)).join(' | ')} |`);
