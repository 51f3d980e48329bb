// Bundles the script and the style of the attention page (src/pictures/client/) into src/generated/head-view.ts: a
// module of strings, so that the page travels through bundlers and needs no file access at run time.
//
// Run by Node (type stripping): node scripts/build-client.ts
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const client = join(root, 'src', 'pictures', 'client');
const target = join(root, 'src', 'generated', 'head-view.ts');

/** Browsers that know `light-dark()`, container queries and the new methods of sets. */
const browsers = ['chrome123', 'firefox127', 'safari17.5'];

async function bundle(entry: string): Promise<string> {
  const result = await build({
    ...{ entryPoints: [join(client, entry)], bundle: true, minify: true, write: false },
    ...{ format: 'iife', charset: 'ascii', legalComments: 'none', target: browsers },
  });
  const text = result.outputFiles[0]?.text.trim() ?? '';
  if (/<\/(script|style)/i.test(text)) throw new Error(`${entry}: the bundle would end its own element`);
  return text;
}

/** As a content security policy names it. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

const [script, style] = await Promise.all([bundle('main.ts'), bundle('styles.css')]);
const constants = { script, scriptHash: hashOf(script), style, styleHash: hashOf(style) };
const lines = Object.entries(constants).map(([name, text]) => {
  return `export const ${name}: string =\n  ${JSON.stringify(text)};\n`;
});
await mkdir(join(root, 'src', 'generated'), { recursive: true });
await writeFile(
  `${target}.tmp`,
  `// Made from src/pictures/client/ by scripts/build-client.ts.\n${lines.join('')}`,
);
await rename(`${target}.tmp`, target);
console.log(`head-view: script ${script.length} bytes, style ${style.length} bytes`);
