import { parseOptions } from '@heed/app-translation';
import { supportsColor } from '@heed/attention/terminal';
import { wasm } from '@heed/backend-wasm';
import { OptionError, use } from '@heed/core';
import { VoiceActivityDetector, type WordAttention, wordAttention } from '@heed/speech';
import { readSound, readSoundInParts } from '@heed/speech/node';
import { writeHeatMap } from './heat-map.ts';
import { showHeatMap } from './heat-map-terminal.ts';
import { transcribeFile } from './transcribe.ts';
import { evaluateTranscription } from './transcribe-evaluate.ts';
import { loadTranscriber } from './transcribe-model.ts';

export const transcribeUsage = `  transcribe file … [--model openai/whisper-tiny|folder] [--format text|srt|vtt|tsv|json] [--output folder]
             [--language en] [--task transcribe|translate] [--words yes] [--prompt "names, words"]
             [--beams 1] [--voice yes] [--look folder] [--threads 2]`;

/** Progress is for those who watch. */
const progress = (line: string): void => {
  if (process.stderr.isTTY || !line.startsWith('update')) process.stderr.write(shown(line));
};

function shown(line: string): string {
  return line.startsWith('update ') ? `\r\u001b[K${line.slice('update '.length)}` : `${line}\n`;
}

/** Writes down sounds with a published Whisper, and shows what it listened to. */
export async function transcribeCommand(args: readonly string[]): Promise<void> {
  const table = {
    ...{ model: 'openai/whisper-tiny', format: 'text', output: undefined, language: undefined },
    ...{ task: 'transcribe', words: 'no', prompt: undefined, beams: '1', look: undefined, threads: '2' },
    voice: 'no',
  };
  const options = parseOptions(args, table, transcribeUsage);
  if (options.words.length === 0) throw new OptionError(`the sound is missing\n\n${transcribeUsage}`);
  const task = options.required('task');
  if (task !== 'transcribe' && task !== 'translate') {
    throw new OptionError(`--task must be transcribe or translate, got ${task}`);
  }
  const [folder, language] = [options.text('output'), options.text('language')];
  const [initialPrompt, look] = [options.text('prompt'), options.text('look')];
  use(await wasm({ threads: options.number('threads') }));
  using decoder = await loadTranscriber(options.required('model'), progress);
  using voiceActivity = yes('voice', options.required('voice'))
    ? await VoiceActivityDetector.load()
    : undefined;
  for (const path of options.words) {
    // A recording of hours is decoded as it is heard; to look back into it, it is kept.
    const sound = look === undefined ? undefined : await readSound(path);
    const { text, segments } = await transcribeFile(decoder, path, sound ?? readSoundInParts(path), {
      ...{ format: options.required('format'), output: process.stdout, log: progress, task },
      ...{ beams: options.number('beams'), wordTimestamps: yes('words', options.required('words')) },
      ...(voiceActivity !== undefined && { voiceActivity }),
      ...(folder !== undefined && { folder }),
      ...(language !== undefined && { language }),
      ...(initialPrompt !== undefined && { initialPrompt }),
    });
    if (look === undefined || sound === undefined) continue;
    const windows: WordAttention[] = [];
    for await (const window of wordAttention(decoder, sound, segments)) {
      windows.push(window);
      const color = supportsColor(process.stdout, process.env);
      process.stdout.write(`\n${showHeatMap(window, { width: process.stdout.columns ?? 80, color })}\n`);
    }
    if (windows.length > 0) progress(`written: ${await writeHeatMap(look, path, text, windows)}`);
  }
}

/** Word error rate of a published Whisper on the sounds of a folder with `transcripts.tsv`. */
export async function evaluateTranscriptionCommand(
  model: string,
  data: string,
  threads: number,
): Promise<void> {
  use(await wasm({ threads }));
  using decoder = await loadTranscriber(model, progress);
  process.stdout.write(`${JSON.stringify(await evaluateTranscription(decoder, data, progress), null, 2)}\n`);
}

function yes(name: string, answer: string): boolean {
  if (answer !== 'yes' && answer !== 'no')
    throw new OptionError(`--${name} must be yes or no, got ${answer}`);
  return answer === 'yes';
}
