import { log, parseOptions, runCommand } from '@heed/app-translation';
import { wasm } from '@heed/backend-wasm';
import { use } from '@heed/core';
import { serve } from './serve.ts';
import { tellStory } from './story.ts';
import { loadBuiltIn } from './text-model.ts';

const usage = `Usage:
  story [--prompt "Once upon a time"] [--temperature 0.8] [--top-p 0.9] [--seed a number] [--tokens 200]
                                       tell a story; --temperature 0 always takes the likeliest word
  serve [--port 8080] [--host 127.0.0.1] [--queue 32]
                                       answer requests as OpenAI's HTTP interface does`;

/** Ctrl-C ends the text, not the program; once more ends it at once. */
function endOfText(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}

async function storyCommand(args: readonly string[]): Promise<void> {
  const table = {
    prompt: undefined,
    temperature: '0.8',
    'top-p': '0.9',
    seed: String(Math.floor(Math.random() * 10_000)),
    tokens: '200',
  };
  const options = parseOptions(args, table, usage);
  const beginning = options.text('prompt') ?? (options.words.join(' ') || 'Once upon a time');
  use(await wasm());
  const stories = await loadBuiltIn();
  const report = await tellStory(
    stories,
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

async function serveCommand(args: readonly string[]): Promise<void> {
  const options = parseOptions(args, { port: '8080', host: '127.0.0.1', queue: '32' }, usage);
  use(await wasm());
  await serve(await loadBuiltIn(), {
    port: options.number('port'),
    host: options.required('host'),
    queue: options.number('queue'),
    log,
  });
}

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

await runCommand({ story: storyCommand, serve: serveCommand }, usage, process.argv.slice(2));
