import { readFileSync, writeFileSync } from 'node:fs';
import { wasm } from '@heed/backend-wasm';
import { use } from '@heed/core';
import { transcribeAll, resample } from '@heed/speech';
import { readSound } from '@heed/speech/node';
import { loadTranscriber } from '/work/main/apps/speech-recognition/src/transcribe-model.ts';
import { plainWords } from '/work/main/apps/speech-recognition/src/transcribe-evaluate.ts';
import { wordErrorRate } from '@heed/transformer';
use(await wasm({ threads: 2 }));
const decoder = await loadTranscriber('/tmp/tr-ref/tiny-en', () => {});
const ref = JSON.parse(readFileSync('/tmp/tr-ref/short.json', 'utf8'));
const rows = readFileSync('/work/shared/data/audio/transcripts.tsv', 'utf8').trimEnd().split('\n').slice(1).map((l) => l.split('\t'));
const ours: string[] = [], theirs: string[] = [], gold: string[] = [];
let same = 0, n = 0; const t0 = performance.now(); let sec = 0; let worst = 0;
for (const [file = '', , , text = ''] of rows.slice(0, Number(process.argv[2] ?? 1000))) {
  const sound = resample(await readSound('/work/shared/data/audio/' + file), 16000);
  const features = decoder.features(sound.channels[0]!);
  const [w] = await decoder.decodeWindows(features, [{ language: 'en', temperature: 0 }]);
  features.dispose();
  const mine = decoder.vocabulary.decode(w!.ids);
  sec += sound.channels[0]!.length / 16000;
  const r = ref[file]; n++;
  if (JSON.stringify(w!.ids) === JSON.stringify(r.tokens)) { same++; worst = Math.max(worst, Math.abs(w!.meanLogProbability - r.logprob)); } else console.log(file, '\n  ', mine, w!.meanLogProbability, '\n  ', r.text, r.logprob);
  ours.push(plainWords(mine)); theirs.push(plainWords(r.text)); gold.push(plainWords(text));
}
console.log({ n, same, worst, ours: wordErrorRate(ours, gold), theirs: wordErrorRate(theirs, gold), between: wordErrorRate(ours, theirs), words: gold.join(' ').split(' ').length, rtf: (performance.now() - t0) / 1000 / sec });
