// Writes the program of a thread (src/engine/kernel-thread.ts) as text into src/generated/thread-program.ts: where a bundler
// leaves its file behind, threads are started from that.
//
// Run by Node (type stripping): node scripts/build-thread.ts
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const target = join(root, 'src/generated/thread-program.ts');
const source = await readFile(join(root, 'src/engine/kernel-thread.ts'), 'utf8');
const program = stripTypeScriptTypes(source)
  .replace(/^\s*(\/\/|\/\*\*).*$/gm, '')
  .replace(/^\s+/gm, '')
  .replace(/ +/g, ' ');
await mkdir(join(root, 'src/generated'), { recursive: true });
const text = `/** The program of a thread. Made of src/engine/kernel-thread.ts by scripts/build-thread.ts. */\nexport const program: string =\n  ${JSON.stringify(program)};\n`;
await writeFile(`${target}.tmp`, text);
await rename(`${target}.tmp`, target);
console.log(`thread-program: ${program.length} characters`);
