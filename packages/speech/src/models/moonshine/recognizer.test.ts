import { live, OptionError, RandomGenerator, ValueError } from '@heed/core';
import { HfConfig, Tokenizer } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import { need } from '../../../../../fixtures/golden-module.ts';
import { CtcRecognizer, readCtcRecognizerConfig } from '../ctc-recognizer/index.ts';
import { goldenOf, loadSpeechModel } from '../testing/sound-parity.ts';
import { Moonshine, MoonshineRecognizer } from './index.ts';

const golden = goldenOf('moonshine/tiny');
/** Words `w0`, `w1`, …, one for each id. */
const tokenizer = new Tokenizer({
  version: '1.0',
  model: {
    type: 'WordLevel',
    vocab: Object.fromEntries(Array.from({ length: 37 }, (_, id) => [`w${id}`, id])),
    unk_token: 'w3',
  },
  pre_tokenizer: { type: 'Whitespace' },
  added_tokens: [],
});
const load = async (): Promise<MoonshineRecognizer> =>
  MoonshineRecognizer.from({ model: await loadSpeechModel('moonshine/tiny', Moonshine), tokenizer });
const noise = (seconds: number, height: number): Float32Array => {
  const generator = new RandomGenerator(7);
  return Float32Array.from({ length: seconds * 16_000 }, () => height * generator.nextNormal());
};
const soundOf = (...channels: Float32Array[]) => ({ samplingRate: 16_000, channels });

describe('MoonshineRecognizer', () => {
  it('writes the greedy text of transformers', async () => {
    const recognizer = await load();
    const samples = Float32Array.from(need(golden, 'input.input_values').data.slice(0, 4001));
    const wanted = [...need(golden, 'generate.greedy').data].slice(1);
    const tokensPerSecond = (16_000 * wanted.length) / 4001;
    const { ids, text, start, end } = await recognizer.recognize(soundOf(samples), { tokensPerSecond });
    expect(ids).toEqual(wanted);
    expect(text).toBe(wanted.map((id) => `w${id}`).join(' '));
    expect([start, end]).toEqual([0, 4001 / 16_000]);
    // Both channels of a stereo sound are one.
    const both = await recognizer.recognize(soundOf(samples, samples), { tokensPerSecond });
    expect(both.ids).toEqual(wanted);
  });

  it('writes no more tokens than a second may have, and beams are no worse', async () => {
    const recognizer = await load();
    const sound = soundOf(noise(1, 1));
    const greedy = await recognizer.recognize(sound);
    expect(greedy.ids.length).toBeLessThanOrEqual(7);
    const beams = await recognizer.recognize(sound, { beams: 3 });
    expect(beams.meanLogProbability).toBeGreaterThanOrEqual(greedy.meanLogProbability - 1e-6);
  });

  it('stretches in which somebody speaks are clips; those of more than 30 s are cut at their quietest place', async () => {
    const recognizer = await load();
    const samples = new Float32Array(40 * 16_000);
    samples.set(noise(35, 0.3), 2 * 16_000);
    samples.fill(0.0001, 25 * 16_000, 25.1 * 16_000);
    const voiceActivity = { spans: () => [{ start: 1.8, end: 37.2 }] };
    const clips = await Array.fromAsync(
      recognizer.recognizeAll(soundOf(samples), { voiceActivity, tokensPerSecond: 0.05 }),
    );
    expect(clips.map(({ start, end }) => [start.toFixed(1), end.toFixed(1)])).toEqual([
      ['1.8', '25.0'],
      ['25.0', '37.2'],
    ]);
    const nobody = { spans: () => [] };
    const none = recognizer.recognizeAll(soundOf(samples), { voiceActivity: nobody });
    expect(await Array.fromAsync(none)).toEqual([]);
  });

  it('bad sounds: nothing, too little, silence, NaN, an hour', async () => {
    const recognizer = await load();
    for (const samples of [new Float32Array(0), noise(0.05, 1), new Float32Array(16_000)]) {
      expect(await recognizer.recognize(soundOf(samples))).toMatchObject({ text: '', ids: [] });
    }
    await expect(recognizer.recognize(soundOf(noise(1, Number.NaN)))).rejects.toThrow(ValueError);
    await expect(recognizer.recognize(soundOf(new Float32Array(65 * 16_000)))).rejects.toThrow(
      'at most 64 s',
    );
    await expect(recognizer.recognize(soundOf(noise(1, 1)), { beams: 0 })).rejects.toThrow(OptionError);
  });

  it('refuses another model, and leaves no tensor behind', async () => {
    const recognizer = await load();
    const run = () => recognizer.recognize(soundOf(noise(0.5, 1)));
    await run();
    const before = live();
    await run();
    expect(live()).toEqual(before);
    const config = readCtcRecognizerConfig(
      new HfConfig({ vocab_size: 5, d_model: 4, encoder_attention_heads: 2 }),
    );
    const other = () => MoonshineRecognizer.from({ model: new CtcRecognizer(config), tokenizer });
    expect(other).toThrow('needs a Moonshine, got CtcRecognizer');
  });
});
