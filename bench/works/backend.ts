import { wasm } from '@heed/backend-wasm';
import { currentBackend, type Tensor, tensor, tidy, use } from '@heed/core';
import type { Input, Side } from '../harness/side.ts';
import type { Setting } from '../harness/work.ts';

/** Makes the WASM backend with the setting's threads the current one. */
export async function openBackend({ threads }: Setting): Promise<void> {
  use(await wasm({ threads: Number(threads) }));
}

/** An input as a tensor on the current backend. */
export function toTensor(input: Input | undefined): Tensor {
  if (input === undefined) throw new Error('the case lacks an input of its side');
  return tensor(input.data, { shape: input.shape });
}

/** Rows of ids below `vocabulary`, from an input in −1…1. */
export function toIds(input: Input | undefined, vocabulary: number): Tensor {
  if (input === undefined) throw new Error('the case lacks ids');
  const { data, shape } = input;
  return tensor(
    Int32Array.from(data, (value) => Math.floor(((value + 1) / 2) * vocabulary)),
    { shape },
  );
}

/** A side that computes one tensor; `calls` times in one run. */
export function opSide(compute: () => Tensor, calls = 1): Side {
  return {
    run: () => {
      for (let call = 0; call < calls; call++) compute().dispose();
      currentBackend().finish?.();
    },
    answer: () => tidy(() => compute().dataSync()),
  };
}
