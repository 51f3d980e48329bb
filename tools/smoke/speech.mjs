import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { decodeSound, encodeWav, logMel, resample, SoundProcessor } from '@heed/speech';
import { readSound } from '@heed/speech/node';

// From the bytes of a file to what a model hears.
const samples = Float32Array.from({ length: 4410 }, (_, at) => Math.sin(at / 9) / 2);
const file = encodeWav({ samplingRate: 44_100, channels: [samples, samples] });
assert.equal((await decodeSound(file)).channels.length, 2);
await writeFile('tone.wav', file);
const sound = resample(await readSound('tone.wav'), 16_000);
assert.equal(sound.channels[0].length, 1600);
assert.deepEqual(logMel(sound, { seconds: 30 }).shape, [80, 3000]);
const processor = new SoundProcessor({
  kind: 'waveform',
  samplingRate: 16_000,
  standardize: true,
  mask: false,
});
assert.deepEqual(processor.process([sound]).features.shape, [1, 1600]);

// Decoders are loaded when a file needs them, and say what is wrong.
const broken = new TextEncoder().encode(`fLaC${'no samples '.repeat(9)}`);
await assert.rejects(decodeSound(broken), { name: 'FormatError' });
console.log('ok');
