import { parseOptions, runCommand } from '@heed/app-translation';
import { builtInCheckpoint } from './checkpoint.ts';
import {
  evaluateRecogniser,
  prepareCommand,
  recogniseCommand,
  recogniseUsage,
  trainCommand,
} from './recognise-command.ts';
import { evaluateTranscriptionCommand, transcribeCommand, transcribeUsage } from './transcribe-command.ts';

const usage = `Usage:
${recogniseUsage}
${transcribeUsage}
  evaluate --data folder [--checkpoint folder] [--held george,theo] [--threads 2]
  evaluate --data folder --model openai/whisper-tiny|folder [--threads 2]`;

async function evaluateCommand(args: readonly string[]): Promise<void> {
  const table = {
    ...{ data: undefined, model: undefined, threads: '2' },
    ...{ checkpoint: builtInCheckpoint, held: 'george,theo' },
  };
  const options = parseOptions(args, table, usage);
  const [data, model, threads] = [options.required('data'), options.text('model'), options.number('threads')];
  if (model !== undefined) await evaluateTranscriptionCommand(model, data, threads);
  else {
    const [checkpoint, held] = [options.required('checkpoint'), options.required('held')];
    await evaluateRecogniser(data, { checkpoint, held, threads });
  }
}

const commands = {
  recognise: recogniseCommand,
  prepare: prepareCommand,
  train: trainCommand,
  transcribe: transcribeCommand,
  evaluate: evaluateCommand,
};

await runCommand(commands, usage, process.argv.slice(2));
