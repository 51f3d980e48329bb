import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { kaldiFilterBank } from './kaldi-filter-bank.ts';
import { logMel, normalizeLogMel, whisperLogMel } from './log-mel.ts';
import { type LogMelConfig, LogMelStream } from './log-mel-stream.ts';

const golden = readGolden('speech/features/features.safetensors');
const samples = Float32Array.from(golden.get('sound')?.data ?? []);

/** All frames of sound that comes in pieces. */
function inPieces(config: LogMelConfig, sound: Float32Array, cuts: readonly number[]): number[] {
  const stream = new LogMelStream(config);
  const edges = [0, ...[...cuts].sort((a, b) => a - b), sound.length];
  const parts = edges.slice(1).map((end, at) => stream.push(sound.slice(edges[at], end)));
  return [...parts, stream.end()].flatMap((part) => [...part]);
}

describe('sound in pieces', () => {
  const configs: readonly (readonly [string, LogMelConfig])[] = [
    ['Whisper', whisperLogMel(13)],
    ['Kaldi', kaldiFilterBank({ bins: 11 })],
    ['silence around', { ...whisperLogMel(7), frames: { ...whisperLogMel(7).frames, padding: 'zero' } }],
  ];

  it.each(configs)('%s: the same frames, bit for bit, however it is cut', (_, config) => {
    const cuts = fc.array(fc.nat(), { maxLength: 9 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: samples.length }), cuts, (length, places) => {
        const sound = samples.subarray(0, length);
        const inside = places.map((place) => place % (length + 1));
        expect(inPieces(config, sound, inside)).toEqual(inPieces(config, sound, []));
      }),
      { numRuns: 60, seed: 28 },
    );
  });

  it('sample by sample, frames come as soon as they can', () => {
    const stream = new LogMelStream(whisperLogMel(3));
    const came: number[] = [];
    for (let at = 0; at < 700; at++) {
      if (stream.push(samples.subarray(at, at + 1)).length > 0) came.push(at + 1);
    }
    // The first is mirrored around sample 0 and needs 201 of them, the second ends at 160 + 200.
    expect(came).toEqual([201, 360, 520, 680]);
  });

  it('frames of a stream, normalised, are those of the whole', () => {
    const rows = inPieces(whisperLogMel(80), samples, [7, 1000]);
    const frames = Math.floor(samples.length / 160);
    const normalized = normalizeLogMel(Float32Array.from(rows.slice(0, frames * 80)));
    const whole = logMel({ samplingRate: 16_000, channels: [samples] }).dataSync();
    for (let at = 0; at < normalized.length; at++) {
      expect(normalized[at]).toBe(whole[(at % 80) * frames + Math.floor(at / 80)]);
    }
  });

  it('NaN and samples after the end are refused', () => {
    const stream = new LogMelStream(whisperLogMel(3));
    stream.push(new Float32Array(5));
    expect(() => stream.push(Float32Array.of(0, Number.NaN))).toThrow('sample 6 is NaN');
    stream.end();
    expect(() => stream.push(new Float32Array(5))).toThrow('after the end');
    expect(() => stream.end()).toThrow('ended already');
  });
});
