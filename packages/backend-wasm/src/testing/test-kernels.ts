import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WasmBackend, wasm } from '../index.ts';
import { largestError, type Program, runFast, runReference } from './judge.ts';

/** Programs by the kernel that must serve them, then by what is special about them. */
export type ProgramTable = Readonly<Record<string, Readonly<Record<string, Program>>>>;

/**
 * Runs each program against the reference in float64, with relaxed and with plain SIMD; on 1, 2 and 3 threads the
 * bits must be equal, the kernel must have run and no buffer may be left.
 */
export function testKernels(table: ProgramTable, options: { readonly tolerance?: number } = {}): void {
  const { tolerance = 3e-6 } = options;
  describe.each(['relaxed', 'plain'] as const)('%s SIMD', (simd) => {
    const backends: WasmBackend[] = [];
    beforeAll(async () => {
      for (const threads of [1, 2, 3]) backends.push(await wasm({ simd, threads }));
    });
    afterAll(() => {
      for (const backend of backends) backend.dispose();
    });
    describe.each(Object.entries(table))('%s', (kernel, cases) => {
      it.each(Object.entries(cases))('%s', (_, program) => {
        const results = backends.map((backend) => {
          const before = backend.report().calls[kernel] ?? 0;
          const result = runFast(backend, program);
          expect(backend.report().calls[kernel] ?? 0).toBeGreaterThan(before);
          expect(backend.memory()).toEqual({ buffers: 0, bytes: 0 });
          return result;
        });
        const [one, two, three] = results;
        expect(largestError(one ?? [], runReference(program))).toBeLessThan(tolerance);
        expect(two).toEqual(one);
        expect(three).toEqual(one);
      });
    });
  });
}
