import { parseOptions, runCommand } from '@heed/app-translation';
import { evaluateTranscriptionCommand, transcribeCommand, transcribeUsage } from './transcribe-command.ts';

const usage = `Usage:
${transcribeUsage}
  evaluate --data folder --model openai/whisper-tiny|folder [--threads 2]`;

async function evaluateCommand(args: readonly string[]): Promise<void> {
  const options = parseOptions(args, { data: undefined, model: undefined, threads: '2' }, usage);
  const [model, data] = [options.required('model'), options.required('data')];
  await evaluateTranscriptionCommand(model, data, options.number('threads'));
}

const commands = {
  transcribe: transcribeCommand,
  evaluate: evaluateCommand,
};

await runCommand(commands, usage, process.argv.slice(2));
