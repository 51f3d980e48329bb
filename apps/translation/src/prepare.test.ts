import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FormatError, OptionError } from '@heed/core';
import { Tokenizer } from '@heed/transformer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idList, readEncodedPairs } from './encoded-pairs.ts';
import { prepare, prepareCommand } from './prepare.ts';

let folder = '';
let train = '';
let valid = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-prepare-'));
  train = join(folder, 'train.tsv');
  valid = join(folder, 'valid.tsv');
  const long = 'very '.repeat(40);
  await writeFile(
    train,
    `Cold  water\tKaltes Wasser\n\nBerlin\tBerlin\nA ${long}old man\tEin Mann\nWho?\tWer?\n`,
  );
  await writeFile(valid, `A ${long}cold man\tEin kalter Mann\tEin Mann\n`);
});
afterAll(() => rm(folder, { recursive: true }));

test('writes the tokenizer and the ids, and tells what was left out', async () => {
  const out = join(folder, 'new', 'out');
  const lines: string[] = [];
  const log = (line: string): void => {
    lines.push(line);
  };
  const report = await prepare({ train, valid, out, vocabularySize: 280, maxLength: 30, log });
  expect((await readdir(out)).sort()).toEqual(['tokenizer.json', 'train.ids', 'valid.ids']);

  const text = await readFile(join(out, 'tokenizer.json'), 'utf8');
  const tokenizer = new Tokenizer(JSON.parse(text));
  const pairs = await readEncodedPairs(join(out, 'train.ids'));
  expect(pairs.tokenizer).toBe(createHash('sha256').update(text).digest('hex'));
  expect(pairs.count).toBe(2);
  expect([...idList(pairs.sources, 0)]).toEqual(tokenizer.encode('Cold water'));
  expect([...idList(pairs.targets, 1)]).toEqual(tokenizer.encode('Wer?'));
  expect(idList(pairs.targets, 1).at(-1)).toBe(tokenizer.tokenToId('</s>'));

  expect(report['train']?.dropped).toEqual({ malformed: 0, empty: 1, undecodable: 0, copy: 1, overlong: 1 });
  expect(report['train']?.sourceTokens).toBe(pairs.sources.ids.length);
  // What measures keeps its long sentences.
  expect(report['valid']?.kept).toBe(1);
  expect(lines.at(1)).toBe(`tokenizer.json: ${tokenizer.vocabularySize} tokens`);
  expect(lines.at(2)).toContain('5 lines, 2 pairs kept, left out: 1 empty, 1 copy, 1 overlong');
});

test('the command reads its options', async () => {
  const lines: string[] = [];
  const out = join(folder, 'command');
  const args = ['--train', train, '--out', out, '--vocabulary-size', '270'];
  await prepareCommand(args, (line) => lines.push(line));
  expect(lines.at(-1)).toContain('train.ids: 5 lines, 3 pairs kept');
});

test.each([
  [[], 'prepare --train'],
  [['--train', 'x.tsv'], 'prepare --train'],
  [['--train', 'x.tsv', '--out', 'y', '--size', '3'], "Unknown option '--size'"],
  [
    ['--train', 'x.tsv', '--out', 'y', '--max-length', 'ten'],
    '--max-length must be a whole number from 1, got ten',
  ],
])('%j is refused by name', async (args, message) => {
  await expect(prepareCommand(args, () => {})).rejects.toThrow(OptionError);
  await expect(prepareCommand(args, () => {})).rejects.toThrow(message);
});

test('a file without a pair is refused by name', async () => {
  const path = join(folder, 'prose.tsv');
  await writeFile(path, 'only\nprose\n');
  const prepared = prepare({ train: path, out: join(folder, 'none') });
  await expect(prepared).rejects.toThrow(FormatError);
  await expect(prepared).rejects.toThrow(
    'prose.tsv: no pairs to train on; 2 lines, 0 pairs kept, left out: 2 malformed',
  );
});
