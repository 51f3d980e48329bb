// Compiles assembly/ into the four builds of the kernels and writes each as a module that holds the binary in
// base64, so that it travels through bundlers and needs no file access at run time:
//
//   {relaxed, plain} × {shared, single} → src/generated/<simd>-<memory>.ts
//
// Run by Node (type stripping): node scripts/build-wasm.ts
import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { writeCommands } from './commands.ts';

const root = join(import.meta.dirname, '..');
const generated = join(root, 'src', 'generated');
const compiler = join(
  dirname(createRequire(import.meta.url).resolve('assemblyscript/package.json')),
  'bin/asc.js',
);
const run = promisify(execFile);

/** First memory of an instance, in pages of 64 KiB; the host grows it. */
const initialPages = 16;
const maximumPages = 65536;

async function compile(simd: 'relaxed' | 'plain', memory: 'shared' | 'single'): Promise<Buffer> {
  const output = join(generated, `${simd}-${memory}.wasm`);
  const flags = [
    join(root, 'assembly/index.ts'),
    ...['--outFile', output, '-O3', '--noAssert', '--runtime', 'stub'],
    ...['--use', 'abort=', '--use', `HEED_RELAXED=${simd === 'relaxed' ? 1 : 0}`],
    ...['--use', `HEED_SHARED=${memory === 'shared' ? 1 : 0}`],
    ...['--enable', 'simd', '--enable', 'bulk-memory'],
    ...(simd === 'relaxed' ? ['--enable', 'relaxed-simd'] : []),
    ...['--importMemory', '--memoryBase', '4096', '--initialMemory', `${initialPages}`],
    ...['--maximumMemory', `${maximumPages}`],
    ...(memory === 'shared' ? ['--enable', 'threads', '--sharedMemory'] : []),
    ...(process.argv.includes('--text') ? ['--textFile', join(generated, `${simd}-${memory}.wat`)] : []),
  ];
  await run(process.execPath, [compiler, ...flags]);
  const binary = await readFile(output);
  await rm(output);
  return binary;
}

await mkdir(generated, { recursive: true });
await writeCommands();
await Promise.all(
  (['relaxed', 'plain'] as const).flatMap((simd) =>
    (['shared', 'single'] as const).map(async (memory) => {
      const binary = await compile(simd, memory);
      const target = join(generated, `${simd}-${memory}.ts`);
      const text = `/** The ${simd}, ${memory} build of assembly/, in base64. Made by scripts/build-wasm.ts. */\nexport const binary: string =\n  '${binary.toString('base64')}';\n`;
      await writeFile(`${target}.tmp`, text);
      await rename(`${target}.tmp`, target);
      console.log(`${simd}-${memory}: ${binary.length} bytes`);
    }),
  ),
);
