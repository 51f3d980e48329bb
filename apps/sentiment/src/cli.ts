import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { interruption, log, type ParsedOptions, parseOptions, runCommand } from '@heed/app-translation';
import { wasm } from '@heed/backend-wasm';
import { OptionError, use } from '@heed/core';
import type { SentimentCheckpoint } from './checkpoint.ts';
import { builtInCheckpoint, loadCheckpoint } from './checkpoint-folder.ts';
import { classify } from './classifier.ts';
import { classifyCsv } from './csv.ts';
import { explain } from './explain.ts';
import { showExplanation, showVerdict } from './show.ts';
import { trainingCommands, trainingUsage } from './training-commands.ts';

const usage = `Usage:
  run [--why yes] [text …]                             a text, or each line of the standard input
  file --input texts.txt [--why yes]                   each line of a file
  csv --input in.csv --output out.csv [--column text]  a column of a table; goes on where it was stopped
${trainingUsage}
run, file, csv, tune and evaluate take --checkpoint folder; the first three also --adapter folder.`;

/** Which model classifies. */
const modelOptions = { checkpoint: builtInCheckpoint, adapter: undefined } as const;

async function load(options: ParsedOptions): Promise<SentimentCheckpoint> {
  use(await wasm());
  return await loadCheckpoint(options.required('checkpoint'), options.text('adapter'));
}

async function lines(
  texts: () => AsyncIterable<string> | Iterable<string>,
  options: ParsedOptions,
): Promise<void> {
  const wanted = options.required('why');
  if (wanted !== 'yes' && wanted !== 'no') throw new OptionError(`--why is yes or no, not ${wanted}`);
  const why = wanted === 'yes';
  const checkpoint = await load(options);
  // A stream loses the lines that come before somebody asks for them.
  for await (const text of texts()) {
    const [verdict] = await classify(checkpoint, [text]);
    if (verdict === undefined) continue;
    console.log(`${shortened(text)}\n  ${showVerdict(verdict)}`);
    if (why && text.trim() !== '')
      for (const line of showExplanation(await explain(checkpoint, text))) console.log(line);
  }
}

function shortened(text: string): string {
  return text.length <= 200
    ? text
    : `${text.slice(0, 200)}… (${text.length.toLocaleString('en')} characters)`;
}

async function runTexts(args: readonly string[]): Promise<void> {
  const options = parseOptions(args, { ...modelOptions, why: 'no' }, usage);
  const typed = options.words.join(' ');
  const texts = (): AsyncIterable<string> | string[] =>
    typed === '' ? createInterface({ input: process.stdin }) : [typed];
  await lines(texts, options);
}

async function runFile(args: readonly string[]): Promise<void> {
  const options = parseOptions(args, { ...modelOptions, why: 'no', input: undefined }, usage);
  const texts = (): AsyncIterable<string> =>
    createInterface({ input: createReadStream(options.required('input')) });
  await lines(texts, options);
}

async function runCsv(args: readonly string[]): Promise<void> {
  const table = { ...modelOptions, input: undefined, output: undefined, column: 'text' };
  const options = parseOptions(args, table, usage);
  const rows = await classifyCsv(await load(options), {
    input: options.required('input'),
    output: options.required('output'),
    column: options.required('column'),
    log,
    signal: interruption(),
  });
  log(`\n${rows} rows in ${options.required('output')}`);
}

await runCommand(
  {
    run: runTexts,
    file: runFile,
    csv: runCsv,
    ...trainingCommands,
  },
  usage,
  process.argv.slice(2),
);
