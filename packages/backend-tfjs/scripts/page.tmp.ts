import { build } from 'esbuild';
import { chromium } from 'playwright-core';
const program = `
  import * as tf from '@tensorflow/tfjs';
  import '@tensorflow/tfjs-backend-webgpu';
  import { tfjs } from '@heed/backend-tfjs';
  import { checkBackend } from '@heed/core/testing';
  globalThis.check = async (engine, skip) => {
    const backend = await tfjs({ tf, engine });
    const { passed, failed } = await checkBackend(backend, { skip });
    return { passed: passed.length, failed: failed.map(({ name, error }) => [name, error.message.slice(0, 200)]) };
  };
`;
const address = 'http://localhost/';
const r = await build({ stdin: { contents: program, resolveDir: '/work/main/packages/backend-tfjs/src', loader: 'ts' }, bundle: true, write: false, format: 'iife', platform: 'browser', target: 'es2023', conditions: ['@heed/source'], logLevel: 'error' });
const flags = ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--enable-unsafe-webgpu', '--enable-features=Vulkan', '--use-webgpu-adapter=swiftshader', '--ignore-gpu-blocklist', '--disable-gpu-watchdog'];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
const page = await browser.newPage();
await page.route(`${address}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
await page.goto(address);
await page.addScriptTag({ content: r.outputFiles[0]!.text });
const skip = { 'model: 20 steps of training': 'slow', 'quantize': 'x', 'dequantize': 'x' };
const o = await page.evaluate(`check('${process.argv[2]}', {'model: 20 steps of training': 'slow'})`);
console.log(JSON.stringify(o, null, 1));
await browser.close();
