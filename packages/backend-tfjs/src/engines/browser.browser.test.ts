import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../../../fixtures/chromium.ts';

const executablePath = findChromium();

/** A browser without a GPU draws and computes in software. */
const flags = [
  ...['--no-sandbox', '--ignore-gpu-blocklist', '--disable-gpu-watchdog'],
  ...['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  ...['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--use-webgpu-adapter=swiftshader'],
];

const address = 'http://localhost/';

/** The sources, TensorFlow.js and what the page is to do, as one script. */
async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('./testing/page.ts', import.meta.url))],
    ...{ bundle: true, write: false, format: 'iife', platform: 'browser', target: 'es2023' },
    conditions: ['@heed/source'],
    logLevel: 'error',
  });
  return result.outputFiles[0]?.text ?? '';
}

let browser: Browser | undefined;
let script = '';
let page: Page | undefined;

async function open(): Promise<Page | undefined> {
  const opened = await browser?.newPage();
  await opened?.route(`${address}**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  await opened?.goto(address);
  await opened?.addScriptTag({ content: script });
  return opened;
}

beforeAll(async () => {
  if (executablePath === undefined) return;
  browser = await chromium.launch({ executablePath, args: flags });
  script = await bundle();
  page = await open();
});

afterAll(() => browser?.close());

/** What the page gives for an expression, or why the engine does not start there. */
async function ask<Answer>(expression: string): Promise<Answer | string | undefined> {
  return await page?.evaluate<Answer | string>(expression);
}

describe.skipIf(executablePath === undefined)('in a page', () => {
  it.for(['webgl', 'webgpu'])(
    '%s trains with the losses of the reference, where it starts',
    async (engine, context) => {
      const answer = await ask<{ losses: number[]; expected: number[]; device: string }>(
        `heed.train('${engine}')`,
      );
      if (typeof answer === 'string') return context.skip(`${engine}: ${answer}`);
      expect(answer?.losses).toHaveLength(3);
      for (const [step, loss] of (answer?.losses ?? []).entries()) {
        expect(Math.abs(loss - (answer?.expected[step] ?? 0)), `step ${step}`).toBeLessThan(1e-4);
      }
    },
  );

  it.for(['webgl', 'webgpu'])(
    '%s names ids that are wrong, at once or with the next numbers',
    async (engine, context) => {
      const answer = await ask<{ known: string; raw: string; computed: string }>(
        `heed.wrongIds('${engine}')`,
      );
      if (typeof answer === 'string') return context.skip(`${engine}: ${answer}`);
      expect(answer?.known).toMatch(/^IndexError: .*id 7 at place 1 /);
      expect(answer?.raw).toMatch(/^5,/); // TensorFlow.js itself says nothing
      expect(answer?.computed).toMatch(/^IndexError: .*id 8 at place 0 /);
    },
  );

  it('infinities and NaN are wrong on webgl, and right here', async (context) => {
    const answer = await ask<{ raw: string[]; ours: string[] }>("heed.infinities('webgl')");
    if (typeof answer === 'string') return context.skip(`webgl: ${answer}`);
    const right = ['NaN,NaN,2', 'Infinity', '0,0,2', 'NaN'];
    expect(answer?.ours).toEqual(right);
    for (const [at, text] of (answer?.raw ?? []).entries()) expect(text).not.toBe(right[at]);
  });

  // Minutes on a processor: HEED_WHOLE_SUITE=1 asks for it.
  it.runIf(process.env['HEED_WHOLE_SUITE'] === '1').for(['webgl', 'webgpu'])(
    '%s passes all tests of backends, but for int32 beyond 24 bits',
    { timeout: 900_000 },
    async (engine, context) => {
      const answer = await ask<{ passed: number; failed: string[] }>(`heed.check('${engine}')`);
      if (typeof answer === 'string') return context.skip(`${engine}: ${answer}`);
      expect(answer?.failed).toEqual([]);
      expect(answer?.passed).toBeGreaterThan(700);
    },
  );

  it('transposed whole numbers are zeros on webgpu, and right here', async (context) => {
    const answer = await ask<Record<'all' | 'raw' | 'whole' | 'flags', number>>("heed.transposed('webgpu')");
    if (typeof answer === 'string') return context.skip(`webgpu: ${answer}`);
    expect(answer).toMatchObject({ all: 1202, whole: 1202, flags: 1202 });
    expect(answer?.raw).toBeLessThan(10);
  });

  it('five axes are repeated on webgpu', async (context) => {
    const answer = await ask<{ numbers: string }>("heed.tiled('webgpu', 'ours')");
    if (typeof answer === 'string') return context.skip(`webgpu: ${answer}`);
    expect(answer?.numbers).toBe('1,2,1,2,1,2,3,4,3,4,3,4');
  });

  it.for(['webgl', 'webgpu'])('sines are coarse on %s, and right here', async (engine, context) => {
    const answer = await ask<{ raw: number[]; ours: number[] }>(`heed.sines('${engine}')`);
    if (typeof answer === 'string') return context.skip(`${engine}: ${answer}`);
    // How coarse is left to the device.
    expect(Math.max(...(answer?.raw ?? []))).toBeGreaterThan(1e-6);
    expect(Math.max(...(answer?.ours ?? [1]))).toBeLessThan(1e-6);
  });

  it.for(['webgl', 'webgpu'])('%s gives zeros for a row of −∞ alone', async (engine, context) => {
    const answer = await ask<{ text: string }>(`heed.softmax('${engine}')`);
    if (typeof answer === 'string' || !/^[\d.,NaN]+$/.test(answer?.text ?? ''))
      return context.skip(String(answer));
    expect(answer?.text).toBe('0,0,0,1');
  });

  it.for([
    ['webgl', 'WebGL context'],
    ['webgpu', 'WebGPU device'],
  ] as const)('%s: a lost %s is named, and other backends go on', async ([engine, what], context) => {
    const answer = await ask<{ error: string; mine: number[]; product: number[] }>(`heed.lose('${engine}')`);
    if (typeof answer === 'string') return context.skip(`${engine}: ${answer}`);
    expect(answer?.error).toMatch(/^BackendError: tfjs: the .* was lost.*; its tensors are gone/);
    expect(answer?.error).toContain(`the ${what} was lost`);
    expect(answer?.mine).toEqual([5]);
    expect(answer?.product).toEqual([11]);
  });

  // The last: it takes the device from all pages.
  it('five axes cost webgpu its device in TensorFlow.js itself', async (context) => {
    page = await open();
    const answer = await ask<{ numbers: string }>("heed.tiled('webgpu', 'raw')");
    if (typeof answer === 'string') return context.skip(`webgpu: ${answer}`);
    expect(answer?.numbers).not.toContain('1,1,1');
  });
});
