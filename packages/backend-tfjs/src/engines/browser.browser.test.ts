import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../../../fixtures/chromium.ts';

const executablePath = findChromium();

/** What a page of a browser without a GPU is allowed to use instead: SwiftShader, in software. */
const flags = ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

const address = 'http://localhost/';

/** What the page tells of an engine. */
interface Outcome {
  /** Why it did not start. */
  readonly missing?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly passed?: number;
  readonly failed?: readonly (readonly [name: string, message: string])[];
}

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
    stdin: { contents: program, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
    ...{ bundle: true, write: false, format: 'iife', platform: 'browser', target: 'es2023' },
    conditions: ['@heed/source'],
    logLevel: 'error',
  });
  return result.outputFiles[0]?.text ?? '';
}

let browser: Browser | undefined;
let page: Page | undefined;

beforeAll(async () => {
  if (executablePath === undefined) return;
  browser = await chromium.launch({ executablePath, args: flags });
  page = await browser.newPage();
  await page.route(`${address}**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  await page.goto(address);
  await page.addScriptTag({ content: await bundle() });
});

afterAll(() => browser?.close());

async function check(engine: string, skip: Readonly<Record<string, string>>): Promise<Outcome | undefined> {
  return await page?.evaluate<Outcome>(`check(${JSON.stringify(engine)}, ${JSON.stringify(skip)})`);
}

describe('in a page', () => {
  it.each(['webgl', 'webgpu'])('%s passes testBackend, where it starts', async (engine) => {
    const outcome = await check(engine, {});
    console.log(JSON.stringify(outcome, null, 1).slice(0, 20000));
    expect(outcome?.failed).toEqual([]);
  });
});
