import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FormatError, OptionError } from '@heed/core';
import { Tokenizer, trainBpe } from '@heed/transformer';
import { packIds, writeEncodedPairs } from './encoded-pairs.ts';
import { emptyCounts, type PairCounts, readPairs, type SentencePair } from './parallel-text.ts';

/** Options of {@link prepare}. */
export interface PrepareOptions {
  /** Tab-separated pairs to train on: source, target; plain or .gz. */
  readonly train: string;
  /** Pairs to watch while training. */
  readonly valid?: string;
  /** Pairs kept for the last measurement. */
  readonly test?: string;
  /** The folder to write to. */
  readonly out: string;
  /** How many tokens both languages share. Default 6,000. */
  readonly vocabularySize?: number;
  /** Pairs with a side of more tokens than this, `</s>` included, are left out of train. Default 128. */
  readonly maxLength?: number;
  /** Is told what is going on, a line at a time. */
  readonly log?: (line: string) => void;
}

/** What {@link prepare} did with one file. */
export interface SplitReport extends PairCounts {
  /** Tokens of all kept sources and targets, `</s>` included. */
  readonly sourceTokens: number;
  readonly targetTokens: number;
}

/** The splits by name: train, and valid and test if they were given. */
export type PrepareReport = Record<string, SplitReport>;

/** The special tokens of a translator; their order gives the ids 0 to 3. */
const specialTokens: readonly string[] = ['<pad>', '<s>', '</s>', '<unk>'];

/**
 * Turns parallel text into what training reads: `tokenizer.json`, one vocabulary of both languages, and
 * `train.ids`, `valid.ids`, `test.ids` (see `readEncodedPairs`), in which each source and target ends with `</s>`.
 */
export async function prepare(options: PrepareOptions): Promise<PrepareReport> {
  const { out, vocabularySize = 6000, maxLength = 128, log = () => {} } = options;
  await mkdir(out, { recursive: true });
  const counts = emptyCounts();
  const pairs = await Array.fromAsync(readPairs(options.train, counts));
  if (pairs.length === 0) {
    throw new FormatError(`${options.train}: no pairs to train on; ${describeCounts(counts)}`);
  }
  log(`train: ${describeCounts(counts)}`);
  const json = trainBpe(bothSides(pairs), {
    vocabularySize,
    specialTokens,
    normalization: 'NFC',
    endToken: '</s>',
  });
  const text = `${JSON.stringify(json)}\n`;
  const encoder = {
    tokenizer: new Tokenizer(json),
    hash: createHash('sha256').update(text).digest('hex'),
  };
  await writeText(join(out, 'tokenizer.json'), text);
  log(`tokenizer.json: ${encoder.tokenizer.vocabularySize} tokens`);

  const report: PrepareReport = {};
  const splits: Split[] = [{ name: 'train', pairs, counts, maxLength }];
  for (const name of ['valid', 'test'] as const) {
    const path = options[name];
    // What measures is kept whole: a long sentence is as good a question as a short one.
    if (path !== undefined) splits.push(await readSplit(name, path));
  }
  for (const split of splits) {
    const splitReport = await encodeSplit(split, encoder, join(out, `${split.name}.ids`));
    report[split.name] = splitReport;
    log(describeSplit(split.name, splitReport));
  }
  return report;
}

/** The command `prepare`: reads its options from `args`, prints what was done. */
export async function prepareCommand(args: readonly string[], log: (line: string) => void): Promise<void> {
  const { values } = parse(args);
  const { train, valid, test, out } = values;
  if (train === undefined || out === undefined) throw new OptionError(prepareUsage);
  await prepare({
    train,
    out,
    log,
    vocabularySize: wholeNumber('vocabulary-size', values['vocabulary-size']),
    maxLength: wholeNumber('max-length', values['max-length']),
    ...(valid !== undefined && { valid }),
    ...(test !== undefined && { test }),
  });
}

/** How to call the command `prepare`. */
export const prepareUsage: string = [
  'prepare --train pairs.tsv[.gz] [--valid …] [--test …] --out folder',
  '        [--vocabulary-size 6000] [--max-length 128]',
].join('\n');

interface Split {
  readonly name: string;
  readonly pairs: readonly SentencePair[];
  readonly counts: PairCounts;
  readonly maxLength: number;
}

interface Encoder {
  readonly tokenizer: Tokenizer;
  readonly hash: string;
}

function parse(args: readonly string[]) {
  const string = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        train: string,
        valid: string,
        test: string,
        out: string,
        'vocabulary-size': { ...string, default: '6000' },
        'max-length': { ...string, default: '128' },
      },
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OptionError(`prepare: ${reason}\n${prepareUsage}`, { cause });
  }
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value > 0) return value;
  throw new OptionError(`prepare: --${name} must be a whole number from 1, got ${text}`);
}

function* bothSides(pairs: readonly SentencePair[]): Generator<string> {
  for (const { source, target } of pairs) {
    yield source;
    yield target;
  }
}

async function readSplit(name: string, path: string): Promise<Split> {
  const counts = emptyCounts();
  const pairs = await Array.fromAsync(readPairs(path, counts));
  return { name, pairs, counts, maxLength: Number.POSITIVE_INFINITY };
}

async function encodeSplit(split: Split, encoder: Encoder, path: string): Promise<SplitReport> {
  const sources: number[][] = [];
  const targets: number[][] = [];
  for (const { source, target } of split.pairs) {
    const sourceIds = encoder.tokenizer.encode(source);
    const targetIds = encoder.tokenizer.encode(target);
    if (Math.max(sourceIds.length, targetIds.length) > split.maxLength) continue;
    sources.push(sourceIds);
    targets.push(targetIds);
  }
  const overlong = split.pairs.length - sources.length;
  const packed = { sources: packIds(sources), targets: packIds(targets) };
  await writeEncodedPairs(path, { count: sources.length, tokenizer: encoder.hash, ...packed });
  return {
    read: split.counts.read,
    kept: sources.length,
    dropped: { ...split.counts.dropped, overlong },
    sourceTokens: packed.sources.ids.length,
    targetTokens: packed.targets.ids.length,
  };
}

async function writeText(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}

function describeCounts({ read, kept, dropped }: PairCounts): string {
  const reasons = Object.entries(dropped).filter(([, count]) => count > 0);
  const list = reasons.map(([reason, count]) => `${count} ${reason}`).join(', ');
  return `${read} lines, ${kept} pairs kept${list === '' ? '' : `, left out: ${list}`}`;
}

function describeSplit(name: string, report: SplitReport): string {
  const mean = (tokens: number): string => (tokens / Math.max(report.kept, 1)).toFixed(2);
  const lengths = `${mean(report.sourceTokens)} source and ${mean(report.targetTokens)} target tokens a pair`;
  return `${name}.ids: ${describeCounts(report)}; ${lengths}`;
}
