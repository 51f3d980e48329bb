import { sizeOf } from '@heed/core/backend';
import type { Engine } from '../engine/engine.ts';
import { isFloat32, type KernelTable } from './table.ts';

/** Fourier transforms of rows, for lengths without large prime factors: see assembly/fourier/. */
export function fourierKernels(engine: Engine): KernelTable {
  return {
    realFft: (inputs, _, outputs) => {
      const [x, roots] = inputs;
      if (x === undefined || roots === undefined || !isFloat32(inputs)) return undefined;
      const length = x.shape.at(-1) ?? 0;
      if (!engine.exports.fourierServes(length)) return undefined;
      const [real, imaginary] = outputs.map((spec) => engine.output(spec));
      if (real === undefined || imaginary === undefined) return undefined;
      const addresses = [x.buffer.address, roots.buffer.address, real.address, imaginary.address] as const;
      engine.exports.fourier(...addresses, sizeOf(x.shape) / length, length, 0);
      return [real, imaginary];
    },
    realFftGradient: (inputs, _, [output]) => {
      const [real, imaginary, roots] = inputs;
      if (real === undefined || imaginary === undefined || roots === undefined) return undefined;
      if (output === undefined || !isFloat32(inputs)) return undefined;
      const length = output.shape.at(-1) ?? 0;
      if (!engine.exports.fourierServes(length)) return undefined;
      const x = engine.output(output);
      const addresses = [
        x.address,
        roots.buffer.address,
        real.buffer.address,
        imaginary.buffer.address,
      ] as const;
      engine.exports.fourier(...addresses, sizeOf(output.shape) / length, length, 1);
      return [x];
    },
  };
}
