import {
  backendOptions,
  backendUsage,
  log,
  type ParsedOptions,
  parseOptions,
  runCommand,
  useBackend,
} from '@heed/app-translation';
import type { PretrainedProgress } from '@heed/transformer';
import { chat } from './chat.ts';
import { Conversation } from './conversation.ts';
import { serve } from './serve.ts';
import { tellStory } from './story.ts';
import { loadEmbeddingModel, loadTextModel, type TextModel } from './text-model.ts';

const usage = `Usage:
  story [--prompt "Once upon a time"] [--temperature 0.8] [--top-p 0.9] [--seed a number] [--tokens 200]
                                       tell a story; --temperature 0 always takes the likeliest word
  chat [--system "You are …"] [--temperature 0.7] [--top-p 0.9] [--seed a number] [--tokens 512]
                                       talk in the terminal
  serve [--port 8080] [--host 127.0.0.1] [--parallel 8] [--queue 32] [--embeddings a model]
                                       answer requests as OpenAI's HTTP interface does
Each takes --model: a folder, a GGUF file, or a name on the Hugging Face hub; without it, the built-in stories260K.
${backendUsage}`;

/** Ctrl-C ends the text, not the program; once more ends it at once. */
function endOfText(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}

/** The model that was asked for, on the backend that was asked for. */
async function load(options: ParsedOptions): Promise<TextModel> {
  await useBackend(options);
  return await loadTextModel(options.text('model'), showProgress);
}

function showProgress({ stage, loaded, total }: PretrainedProgress): void {
  if (!process.stderr.isTTY || total < 10_000_000) return;
  const end = loaded === total ? '\r\u001b[K' : '';
  process.stderr.write(`\r${stage} ${Math.floor((100 * loaded) / total)} %${end}`);
}

async function storyCommand(args: readonly string[]): Promise<void> {
  const table = {
    ...backendOptions,
    model: undefined,
    prompt: undefined,
    temperature: '0.8',
    'top-p': '0.9',
    seed: String(Math.floor(Math.random() * 10_000)),
    tokens: '200',
  };
  const options = parseOptions(args, table, usage);
  const beginning = options.text('prompt') ?? (options.words.join(' ') || 'Once upon a time');
  const report = await tellStory(
    await load(options),
    beginning,
    {
      temperature: options.number('temperature'),
      topP: options.number('top-p'),
      topK: 0,
      seed: options.number('seed'),
      maximumNewTokens: options.number('tokens'),
      signal: endOfText(),
    },
    process.stdout,
  );
  log(report);
}

async function chatCommand(args: readonly string[]): Promise<void> {
  const table = {
    ...backendOptions,
    model: undefined,
    system: '',
    temperature: '0.7',
    'top-p': '0.9',
    seed: undefined,
    tokens: '512',
  };
  const options = parseOptions(args, table, usage);
  const textModel = await load(options);
  if (options.text('model') === undefined) {
    log(
      'The built-in model only tells stories. To talk: --model HuggingFaceTB/SmolLM2-135M-Instruct, or a GGUF file.',
    );
  }
  const conversation = new Conversation(textModel, options.text('system'), {
    temperature: options.number('temperature'),
    topP: options.number('top-p'),
    maximumNewTokens: options.number('tokens'),
    ...(options.text('seed') !== undefined && { seed: options.number('seed') }),
  });
  const { stdin: input, stdout: output } = process;
  await chat(conversation, { input, output, isInteractive: input.isTTY && output.isTTY });
  conversation.dispose();
}

async function serveCommand(args: readonly string[]): Promise<void> {
  const table = {
    ...backendOptions,
    model: undefined,
    port: '8080',
    host: '127.0.0.1',
    parallel: '8',
    queue: '32',
    embeddings: undefined,
  };
  const options = parseOptions(args, table, usage);
  const textModel = await load(options);
  const encoder = options.text('embeddings');
  await serve(textModel, {
    port: options.number('port'),
    host: options.required('host'),
    parallel: options.number('parallel'),
    queue: options.number('queue'),
    embeddings: encoder === undefined ? undefined : await loadEmbeddingModel(encoder, showProgress),
    log,
  });
}

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

await runCommand(
  { story: storyCommand, chat: chatCommand, serve: serveCommand },
  usage,
  process.argv.slice(2),
);
