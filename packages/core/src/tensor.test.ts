import { describe, expect, it } from 'vitest';
import type { Backend } from './backend/backend.ts';
import { createReferenceBackend } from './backend/reference.ts';
import type { TypedArray } from './dtype.ts';
import { LifetimeError } from './errors.ts';
import { tensor } from './ops/tensor.ts';
import { to } from './ops/to.ts';

/** A backend that reads into arrays that are there already. */
function reader(): Backend<TypedArray> {
  const backend = createReferenceBackend();
  return {
    ...backend,
    downloadInto: (buffer, spec, target) => target.set(backend.downloadSync?.(buffer, spec) ?? []),
  };
}

describe('dataInto', () => {
  it('reads into the array that it is given, where that fits', async () => {
    const x = to(tensor([3, 1, 4]), reader());
    const target = new Float32Array(3);
    expect(await x.dataInto(target)).toBe(target);
    expect([...target]).toEqual([3, 1, 4]);
  });

  it('gives an array of its own otherwise', async () => {
    const x = to(tensor([3, 1, 4]), reader());
    const ids = to(tensor([3, 1, 4], { dtype: 'int32' }), x.backend);
    const [long, alike] = [new Float32Array(5), new Float32Array(3)];
    expect(await x.dataInto(long)).toEqual(Float32Array.of(3, 1, 4));
    expect(await x.dataInto(undefined)).toEqual(Float32Array.of(3, 1, 4));
    expect(await ids.dataInto(alike)).toEqual(Int32Array.of(3, 1, 4));
    expect(await tensor([3, 1, 4]).dataInto(alike)).toEqual(Float32Array.of(3, 1, 4));
    expect([...long, ...alike]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('refuses a tensor that is gone', async () => {
    const x = to(tensor([3, 1, 4]), reader());
    x.dispose();
    await expect(x.dataInto(new Float32Array(3))).rejects.toThrow(LifetimeError);
  });
});
