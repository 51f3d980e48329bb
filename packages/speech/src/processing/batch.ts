import { type Tensor, tensor } from '@heed/core';

/** What a model hears. */
export interface SoundInputs {
  /** float32 [sounds, samples], [sounds, bins, frames] for Whisper, or [sounds, frames, bins]. */
  readonly features: Tensor;
  /** bool [sounds, samples or frames], true where sound is; absent for models that are not told. */
  readonly mask?: Tensor;
}

/** Rows of one length as a tensor [rows, …shape]. */
export function stacked(rows: readonly Float32Array[], shape: readonly number[]): Tensor {
  const size = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * size);
  for (const [at, row] of rows.entries()) data.set(row, at * size);
  return tensor(data, { shape: [rows.length, ...shape] });
}

/** bool [lengths, longest]: true for what is less than each length. */
export function maskOf(lengths: readonly number[], longest: number): Tensor {
  const data = new Uint8Array(lengths.length * longest);
  for (const [row, length] of lengths.entries()) data.fill(1, row * longest, row * longest + length);
  return tensor(data, { shape: [lengths.length, longest], dtype: 'bool' });
}
