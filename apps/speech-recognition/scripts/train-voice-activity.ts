/**
 * Trains the network of `VoiceActivityDetector` and writes its weights into `@heed/speech`.
 * `node --conditions=@heed/source apps/speech-recognition/scripts/train-voice-activity.ts DATA [UPDATES] [OUT]`: DATA is
 * what `prepare` wrote (digits and prompts); the speakers george and theo and an eighth of the prompts are not heard.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wasm } from '@heed/backend-wasm';
import {
  AdamW,
  clipByGlobalNorm,
  cosine,
  mean,
  multiply,
  RandomGenerator,
  saveWeights,
  softplus,
  subtract,
  type Tensor,
  tensor,
  tidy,
  use,
  valueAndGrad,
} from '@heed/core';
import { LogMelStream, resample, VoiceActivityNetwork, voiceActivityFeatures } from '@heed/speech';
import { telephoneRate } from '../src/recordings.ts';
import { readSplit } from '../src/split.ts';
import { drawVoiceExample, labelsOf, type VoiceExample, voiceRate } from '../src/voice-examples.ts';

const [data, updates = '1500', out] = process.argv.slice(2);
if (data === undefined) throw new Error('usage: train-voice-activity.ts DATA [UPDATES] [OUT]');
use(await wasm({ threads: 1 }));

const { training } = await readSplit(data, ['george', 'theo']);
const clips: VoiceExample[] = training.map(({ samples }) => {
  const [wide = samples] = resample({ samplingRate: telephoneRate, channels: [samples] }, voiceRate).channels;
  return { samples: wide, labels: labelsOf(wide) };
});

const [batch, frames, context] = [16, 300, 54];
const steps = Number(updates);
const generator = new RandomGenerator(1);
const network = new VoiceActivityNetwork().initialize(new RandomGenerator(2)).train();
const optimizer = new AdamW(network, {
  rate: cosine({ rate: 0.003, warmup: 50, total: steps }),
  weightDecay: 0.01,
});

/** Features [batch, bins, frames], and labels of the frames between the contexts: a frame's middle is a hop behind it. */
function drawBatch(): { features: Tensor; labels: Tensor } {
  const { bins } = voiceActivityFeatures().mel;
  const features = new Float32Array(batch * bins * frames);
  const labels = new Float32Array(batch * (frames - 2 * context));
  for (let row = 0; row < batch; row++) {
    const example = drawVoiceExample(clips, frames + 2, generator);
    const rows = new LogMelStream(voiceActivityFeatures()).push(example.samples);
    for (let frame = 0; frame < frames; frame++)
      for (let bin = 0; bin < bins; bin++)
        features[(row * bins + bin) * frames + frame] = rows[frame * bins + bin] ?? 0;
    const inner = example.labels.subarray(context + 1, frames - context + 1);
    labels.set(inner, row * inner.length);
  }
  return {
    features: tensor(features, { shape: [batch, bins, frames] }),
    labels: tensor(labels, { shape: [batch, frames - 2 * context] }),
  };
}

let smoothed = 0.7;
for (let step = 1; step <= steps; step++) {
  tidy(() => {
    const { features, labels } = drawBatch();
    const { value, gradients } = valueAndGrad(network, () => {
      const logits = network.forward(features);
      return mean(subtract(softplus(logits), multiply(logits, labels)));
    });
    optimizer.step(clipByGlobalNorm(gradients, 1).gradients);
    smoothed = 0.98 * smoothed + 0.02 * value.item();
  });
  if (step % 50 === 0) console.log(`update ${step}/${steps}  loss ${smoothed.toFixed(4)}`);
}

const bytes = await saveWeights(network, { dtype: 'float16' });
const target =
  out ?? join(import.meta.dirname, '../../../packages/speech/src/voice-activity/checkpoint/weights.ts');
const text = Buffer.from(bytes).toString('base64');
await writeFile(
  target,
  `/** Weights of the voice activity network, safetensors in base64; see the model card beside. */\nexport const weights: string =\n  '${text}';\n`,
);
console.log(`${bytes.length} bytes written to ${target}`);
