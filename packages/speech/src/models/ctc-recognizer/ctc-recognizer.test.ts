import { AdamW, RandomGenerator, reshape } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { evaluateLoss, trainStep } from '@heed/transformer/training';
import { describe, expect, it } from 'vitest';
import { decodeCtcGreedily } from '../../ctc/greedy.ts';
import { ctcObjective, type SpokenText, spokenBatch } from '../../ctc/objective.ts';
import { readCtcRecognizerConfig } from './config.ts';
import { family } from './family.ts';
import { CtcRecognizer } from './model.ts';

const config = new HfConfig({
  ...{ model_type: 'ctc-recognizer', architectures: ['CtcRecognizer'], vocab_size: 5, pad_token_id: 3 },
  ...{ num_mel_bins: 7, d_model: 8, encoder_layers: 2, encoder_attention_heads: 2, encoder_ffn_dim: 13 },
  max_source_positions: 29,
});
const create = () => new CtcRecognizer(readCtcRecognizerConfig(config)).initialize(new RandomGenerator(3));

/** A tone of two bins for each label, three frames of the encoder long, with silence between. */
function spoken(labels: readonly number[]): SpokenText {
  const frames = 10 * labels.length + 3;
  const features = new Float32Array(7 * frames).fill(-1);
  for (const [at, label] of labels.entries()) {
    for (let frame = 10 * at + 2; frame < 10 * at + 8; frame++) features[label * frames + frame] = 1;
  }
  return { features, frames, labels };
}

describe('CtcRecognizer', () => {
  it('hears a sound among longer ones as it hears it alone', () => {
    const model = create().eval();
    const sounds = [spoken([1, 2, 0]), spoken([4])];
    const { features, mask } = spokenBatch(sounds);
    const among = model.forward(features, mask);
    expect(among.shape).toEqual([2, 17, 5]);
    for (const [row, sound] of sounds.entries()) {
      const alone = spokenBatch([sound]);
      const logits = model.forward(alone.features, alone.mask);
      expect(logits.shape).toEqual([1, model.framesOf(sound.frames), 5]);
      const found = among.dataSync().slice(row * 17 * 5);
      for (const [at, value] of logits.dataSync().entries()) {
        expect(Math.abs((found[at] ?? 9) - value)).toBeLessThan(1e-5);
      }
    }
  });

  it('learns to spell', async () => {
    const model = create().train();
    const objective = ctcObjective(model);
    const texts = [[1, 2], [2, 1], [0, 0], [4]];
    const examples = texts.map(spoken);
    const optimizer = new AdamW(model, { rate: 0.02 });
    expect(await evaluateLoss(objective, [examples])).toBeGreaterThan(1);
    for (let step = 0; step < 90; step++) trainStep(objective, optimizer, [examples], { clipNorm: 1 });
    expect(await evaluateLoss(objective, [examples])).toBeLessThan(0.1);
    model.eval();
    for (const { features, frames, labels } of examples) {
      const even = spokenBatch([{ features, frames }]).features;
      const logits = model.recognize(reshape(even, even.shape.slice(1)));
      expect(decodeCtcGreedily(logits, { blank: model.blank }).map(({ id }) => id)).toEqual(labels);
    }
  });

  it('is loaded by its name', () => {
    const made = family.architectures['CtcRecognizer']?.(config, new Set());
    expect(made).toBeInstanceOf(CtcRecognizer);
    expect(made?.parameterCount()).toBe(create().parameterCount());
  });
});
