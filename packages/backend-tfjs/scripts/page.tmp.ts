import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const address = 'http://localhost/';
const program = `
  import * as tf from '@tensorflow/tfjs';
  import '@tensorflow/tfjs-backend-webgpu';
  import { tfjs } from '@heed/backend-tfjs';
  import { checkBackend } from '@heed/core/testing';
  globalThis.tf = tf;
  globalThis.check = async (engine, skip) => {
    let backend;
    try {
      backend = await tfjs({ tf, engine });
    } catch (error) {
      return { missing: error.message + ' ' + (error.cause?.message ?? '') };
    }
    const { passed, failed } = await checkBackend(backend, { skip });
    return {
      details: backend.report().details,
      passed: passed.length,
      failed: failed.map(({ name, error }) => [name, error.message]),
    };
  };
`;

/** The sources and TensorFlow.js as one script. */
async function bundle(): Promise<string> {
  const result = await build({
    stdin: {
      contents: program,
      resolveDir: fileURLToPath('file:///work/main/packages/backend-tfjs/src/engines/'),
      loader: 'ts',
    },
    ...{ bundle: true, write: false, format: 'iife', platform: 'browser', target: 'es2023' },
    conditions: ['@heed/source'],
    logLevel: 'error',
  });
  return result.outputFiles[0]?.text ?? '';
}

const flags = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan,WebGPU',
  '--use-webgpu-adapter=swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-gpu-watchdog',
];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
const page = await browser.newPage();
page.setDefaultTimeout(1e7);
page.on('console', (m) => console.log('console', m.text().slice(0, 300)));
await page.route(address + '**', (route) =>
  route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
);
await page.goto(address);
await page.addScriptTag({ content: await bundle() });
const engine = process.argv[2];
console.log(
  await page.evaluate(
    `navigator.gpu ? navigator.gpu.requestAdapter().then((a) => a ? 'adapter ' + a.info?.vendor + ' ' + a.info?.architecture + [...a.features].join() : 'no adapter') : 'no navigator.gpu'`,
  ),
);
const t = performance.now();
const o = await page.evaluate(`check('${engine}', {})`);
console.log(JSON.stringify(o, null, 1).slice(0, 30000), (performance.now() - t) / 1000);
await browser.close();
