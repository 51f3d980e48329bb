import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wordAlignment } from '@heed/app-translation';
import { FormatError, live } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { builtInCheckpoints, loadAligner } from './aligner.ts';
import { compare, htmlPage, terminalPage } from './look.ts';
import { attentiveModels, type ModelName, modelTitles } from './models.ts';

const folder = (name: ModelName): string => join(builtInCheckpoints, name);

describe.each(attentiveModels)('the built-in model %s', (name) => {
  it('translates, and its alignment follows the words', async () => {
    const before = live();
    const aligner = await loadAligner(name, folder(name));
    expect(aligner.parameters * 2).toBeLessThan(6e6);
    const explained = await aligner.explain('I see a dog.');
    expect(explained.translation).toMatch(/^Je vois un chien\.$/);
    const { rows, columns, weights } = wordAlignment(explained);
    expect(columns).toEqual(['I', 'see', 'a', 'dog', '.', '</s>']);
    for (const row of weights) expect(row.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 4);
    // The word is found: *chien* looks at *dog* more than at any other word.
    const chien = weights[rows.indexOf('chien')] ?? [];
    expect(chien.indexOf(Math.max(...chien))).toBe(columns.indexOf('dog'));
    aligner.dispose();
    expect(live()).toEqual(before);
  });
});

it('pages name every model and show its words', async () => {
  const aligners = await Promise.all(attentiveModels.map((name) => loadAligner(name, folder(name))));
  const comparison = await compare(aligners, 'I see a dog.');
  const [terminal, html] = [terminalPage(comparison, { color: false, width: 100 }), htmlPage(comparison)];
  for (const name of attentiveModels) {
    expect(terminal).toContain(modelTitles[name]);
    expect(html).toContain(modelTitles[name]);
  }
  expect(terminal).toContain('chien');
  for (const aligner of aligners) aligner.dispose();
});

describe('bad input', () => {
  it('a folder without a checkpoint is named', async () => {
    await expect(loadAligner('additive', '/nowhere')).rejects.toThrow(/\/nowhere\/config\.json/);
  });

  it('the checkpoint of another model is refused', async () => {
    await expect(loadAligner('general', folder('additive'))).rejects.toThrow(FormatError);
    await expect(loadAligner('transformer', folder('additive'))).rejects.toThrow(FormatError);
  });

  it('a config that is no config is refused', async () => {
    const broken = await mkdtemp(join(tmpdir(), 'heed-alignment-'));
    await writeFile(join(broken, 'config.json'), '[1, 2]');
    await expect(loadAligner('additive', broken)).rejects.toThrow(/not the model 'additive'/);
    await rm(broken, { recursive: true });
  });
});
