import { ValueError } from '@heed/core';
import { fitted } from '../features/log-mel.ts';
import { LogMelStream } from '../features/log-mel-stream.ts';
import { maskOf, type SoundInputs, stacked } from './batch.ts';
import type { NormalizedProcessing } from './sound-processor-config.ts';

const epsilon = 1e-5;

/** Parakeet's features: emphasis over the whole sound, log-mel, then each bin standardised over the frames of the sound. */
export function normalizedLogMel(all: readonly Float32Array[], config: NormalizedProcessing): SoundInputs {
  const { logMel, preemphasis } = config;
  const { hopLength } = logMel.frames;
  const lengths = all.map((samples) => Math.floor(samples.length / hopLength));
  const short = all.find((samples) => samples.length < hopLength);
  if (short !== undefined)
    throw new ValueError(`a frame needs ${hopLength} samples, the sound has ${short.length}`);
  // One frame more than counts, around the end of the longest sound.
  const frames = Math.max(...lengths) + 1;
  const rows = all.map((samples, at) => {
    const stream = new LogMelStream(logMel);
    const lifted = samples.map(
      (sample, place) => sample - preemphasis * (place === 0 ? 0 : (samples[place - 1] ?? 0)),
    );
    const values = [stream.push(lifted), stream.end()].flatMap((part) => [...part]);
    const counted = values.slice(0, (lengths[at] ?? 0) * stream.bins);
    return fitted(standardizedBins(Float32Array.from(counted), stream.bins), frames * stream.bins);
  });
  return { features: stacked(rows, [frames, logMel.mel.bins]), mask: maskOf(lengths, frames) };
}

/** (x − mean) / (deviation + 10⁻⁵) for each bin, the deviation with one less than the frames as divisor. */
function standardizedBins(rows: Float32Array, bins: number): Float32Array {
  const frames = rows.length / bins;
  const [means, deviations] = [new Float64Array(bins), new Float64Array(bins)];
  for (let bin = 0; bin < bins; bin++) {
    const values = Float64Array.from({ length: frames }, (_, frame) => rows[frame * bins + bin] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / frames;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    means[bin] = mean;
    deviations[bin] = Math.sqrt(squares / Math.max(1, frames - 1));
  }
  return rows.map(
    (value, at) => (value - (means[at % bins] ?? 0)) / ((deviations[at % bins] ?? 0) + epsilon),
  );
}
