import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtInCheckpoint, classify, loadCheckpoint } from '@heed/app-sentiment';
import { parseOwnLines, tune, tuneRates } from '@heed/app-sentiment/browser';
import { wasm } from '@heed/backend-wasm';
import { cpu, use } from '@heed/core';
import { memoryStore } from '@heed/transformer/training';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from '../../../fixtures/chromium.ts';
import { BuiltPage } from './testing/built-page.ts';

const chromium = findChromium();
if (chromium === undefined) {
  it('fine-tuning in a tab', (context) => {
    context.skip('there is no Chromium here: install one, or name it in HEED_CHROMIUM');
  });
}

const steps = 5;
const progressOf = async (page: Page): Promise<number> => {
  const text = (await page.locator('[data-test=tuning]').textContent()) ?? '';
  return Number(/update (\d+)/.exec(text)?.[1]);
};
const train = async (page: Page, name: 'Train' | 'Go on'): Promise<void> => {
  await page.getByLabel('updates').fill(String(steps));
  await page.getByRole('button', { name, exact: true }).click();
};
const save = async (page: Page, names: readonly string[], folder: string): Promise<void> => {
  for (const name of names) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name, exact: true }).click(),
    ]);
    await download.saveAs(join(folder, name));
  }
};

describe.runIf(chromium !== undefined)('fine-tuning in a tab', () => {
  let browser: Browser;
  let built: BuiltPage;
  let folder = '';
  beforeAll(async () => {
    [browser, built] = await Promise.all([launchChromium(chromium ?? ''), BuiltPage.build()]);
    folder = await mkdtemp(join(tmpdir(), 'heed-tuned-'));
    use(await wasm());
  });
  afterAll(async () => {
    use(cpu);
    await browser?.close();
    await built?.close();
    await rm(folder, { recursive: true });
  });

  it('a run that was paused and closed goes on, and what is saved is what Node makes of the same lines', async () => {
    const { page, troubles } = await built.open(browser, 'fine-tune');
    await train(page, 'Train');
    await expect.poll(() => progressOf(page), { timeout: 60_000 }).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    await page.reload();
    const lines = await page.getByLabel('Your lines').inputValue();
    await train(page, 'Train');
    await page.getByText('and now').waitFor({ timeout: 60_000 });
    expect(await progressOf(page)).toBe(steps);
    await page.getByText('went on behind update').waitFor();
    // Two columns of verdicts: as it comes, and as trained here.
    const verdictsOfPage = page.getByRole('region', { name: 'Verdicts' });
    await verdictsOfPage.waitFor();
    const cells = await verdictsOfPage.locator('td:last-child strong').allTextContents();
    expect(cells).toHaveLength(3);
    const adapter = ['adapter_config.json', 'adapter_model.safetensors'];
    const whole = ['config.json', 'tokenizer.json', 'model.blocks.safetensors'];
    await save(page, [...adapter, ...whole], folder);
    expect(troubles).toEqual([]);
    const texts = (await page.getByLabel('Texts to judge').inputValue()).split('\n');
    await page.context().close();

    const tab = await loadCheckpoint(builtInCheckpoint, folder);
    const alone = await loadCheckpoint(folder);
    for (const checkpoint of [tab, alone]) {
      const verdicts = await classify(checkpoint, texts);
      expect(verdicts.map(({ sentiment }) => sentiment)).toEqual(cells);
      checkpoint.model.dispose();
    }
    const here = await loadCheckpoint(builtInCheckpoint);
    const made = await tune(here, parseOwnLines(lines), {
      ...{ method: { name: 'lora', rank: 16 }, steps, rate: tuneRates.lora, seed: 1 },
      ...{ store: memoryStore(), observers: [] },
    });
    here.model.dispose();
    const saved = await readFile(join(folder, 'adapter_model.safetensors'));
    expect(saved.equals(made.adapter?.weights ?? new Uint8Array())).toBe(true);
  });

  it('trains all layers as well, and corrections on 4-bit weights, and says what memory it takes', async () => {
    const { page, troubles } = await built.open(browser, 'fine-tune');
    const run = async (method: string): Promise<{ files: number; peak: number; left: string }> => {
      await page.getByLabel('what is trained').selectOption(method);
      await page.getByLabel('updates').fill('1');
      await page.getByRole('button', { name: 'Train', exact: true }).click();
      await page.getByText('and now').waitFor({ timeout: 60_000 });
      await page.locator('[data-test=kept]').waitFor();
      const facts = (await page.locator('[data-test=tuned]').textContent()) ?? '';
      return {
        files: await page.locator('[data-test=kept] a').count(),
        peak: Number(/(\d+) MB/.exec(facts)?.[1]),
        left: (await page.locator('[data-test=held]').textContent()) ?? '',
      };
    };
    const full = await run('full');
    const quantised = await run('qlora');
    expect([full.files, quantised.files]).toEqual([3, 5]);
    expect(quantised.peak).toBeLessThan(full.peak);
    // A run leaves the model as it comes and the one that was trained, and no more.
    expect(quantised.left).toBe((await run('full')).left);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it('says which line is none', async () => {
    const { page } = await built.open(browser, 'fine-tune');
    await page.getByRole('button', { name: 'Judge' }).click();
    await page.getByLabel('Your lines').fill('positive: fine\nthis is no label: bad');
    await train(page, 'Train');
    expect(await page.getByRole('alert').textContent()).toMatch(/^line 2: expected negative/);
    await page.context().close();
  });
});
