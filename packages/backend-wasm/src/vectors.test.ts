import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as h from '@heed/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { wasm } from './index.ts';
import { type Program, runFast } from './testing/judge.ts';
import { kernelBits } from './testing/kernel-bits.ts';
import { vectorBits } from './vectors.ts';

const run = promisify(execFile);
const joining = '--experimental-wasm-revectorize';

afterEach(() => vi.unstubAllGlobals());

describe('vectorBits', () => {
  it.each([
    ['x64', [], 128],
    ['x64', [joining], 256],
    ['x64', ['--expose-gc', '--experimental_wasm_revectorize'], 256],
    ['x64', [joining, '--no-experimental-wasm-revectorize'], 128],
    ['x64', ['--no-experimental-wasm-revectorize', joining], 256],
    ['x64', ['--wasm-revectorize'], 256],
    ['x64', ['--trace-wasm-revectorize'], 128],
    ['arm64', [joining], 128],
  ] as const)('on %s with %j: %i', (arch, execArgv, bits) => {
    vi.stubGlobal('process', { arch, execArgv: [...execArgv] });
    expect(vectorBits()).toBe(bits);
  });

  it('is 128 where there is no process', () => {
    vi.stubGlobal('process', undefined);
    expect(vectorBits()).toBe(128);
  });
});

describe('vectors: 256', () => {
  const linear =
    (rows: number, inputs: number, outputs: number): Program =>
    (x) => [h.linear(x.float(rows, inputs), x.float(outputs, inputs), x.float(outputs))];
  // A wide tile, two, one and a narrow one, one and an edge; rows of both heights; two inner blocks.
  const programs = [
    ...[15, 16, 32, 24, 29, 107].map((outputs) => linear(13, 7, outputs)),
    ...[7, 8, 10, 12, 17, 79].map((rows) => linear(rows, 19, 37)),
    linear(11, 523, 43),
    (x: Parameters<Program>[0]) => [h.matmul(x.float(3, 17, 31), x.float(3, 31, 47))],
  ] as const;

  it.each(['relaxed', 'plain'] as const)('computes the same bits, with %s SIMD', async (simd) => {
    const narrow = await wasm({ threads: 1, simd, vectors: 128 });
    const wide = await wasm({ threads: 2, simd, vectors: 256 });
    for (const program of programs) expect(runFast(wide, program)).toEqual(runFast(narrow, program));
    narrow.dispose();
    wide.dispose();
  });
});

describe('V8 that joins pairs of vectors', async () => {
  const { stdout } = await run(process.execPath, ['--v8-options']);

  const flag = /--(?:experimental-)?wasm-revectorize/.exec(stdout)?.[0] ?? '';

  it('computes the same bits as V8 that does not', async (context) => {
    if (flag === '') context.skip(`this Node has no ${joining}`);
    const program = `import { kernelBits } from '${new URL('./testing/kernel-bits.ts', import.meta.url).href}';
      console.log(JSON.stringify(await kernelBits()));`;
    // Without the baseline compiler, which joins nothing: else only kernels that ran long would be joined.
    const flags = [
      flag,
      '--no-liftoff',
      '--conditions=@heed/source',
      '--input-type=module',
      '--eval',
      program,
    ];
    const joined = await run(process.execPath, flags);
    expect(JSON.parse(joined.stdout)).toEqual(await kernelBits());
  });
});
