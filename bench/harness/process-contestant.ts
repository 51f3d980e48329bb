import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Contestant, longestWait, type Preparation } from './contestant.ts';
import { installOf, type Peer, python } from './peers.ts';
import { bench, root } from './places.ts';
import { peakMemory } from './processes.ts';
import { type Command, mark, type Reply, type Timed } from './side.ts';

/** A side at work in a process of its own. */
export class ProcessContestant implements Contestant {
  readonly #process: ChildProcess;
  readonly #replies: AsyncIterator<string>;
  #lastWords = '';

  /** @param built Whether our own side runs from the packages as they are published, rather than from their sources. */
  constructor(peer: Peer, module: string, built: boolean) {
    const harness = join(bench, 'harness');
    const [command, ...args] = module.endsWith('.py')
      ? [python, join(harness, 'host.py'), module]
      : peer.package === undefined
        ? [
            process.execPath,
            ...(peer.flags ?? []),
            ...(built ? [] : ['--conditions=@heed/source']),
            join(harness, 'host.ts'),
            module,
          ]
        : [process.execPath, '--no-deprecation', join(harness, 'host.ts'), module, installOf(peer)];
    const environment = { ...process.env, ...peer.environment, HEED_BENCH_PEER: peer.name };
    this.#process = spawn(command ?? '', args, { cwd: root, env: environment, stdio: 'pipe' });
    this.#process.on('error', (error) => this.#hear(error.message));
    this.#process.stdin?.on('error', (error) => this.#hear(error.message));
    this.#process.stderr?.on('data', (text) => this.#hear(String(text)));
    const lines = createInterface({ input: this.#process.stdout ?? process.stdin });
    this.#replies = lines[Symbol.asyncIterator]();
  }

  async prepare(given: Preparation): Promise<boolean> {
    const { prepared = false } = await this.#ask({ do: 'prepare', ...given });
    return prepared;
  }

  async run(time: number): Promise<Timed> {
    const { times = [], processor = [] } = await this.#ask({ do: 'run', time });
    return { times, processor };
  }

  async answer(): Promise<readonly number[]> {
    const { answer = [] } = await this.#ask({ do: 'answer' });
    return answer;
  }

  peakMemory(): number | undefined {
    return peakMemory(this.#process.pid);
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.pid === undefined) return;
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await ended;
  }

  #hear(text: string): void {
    this.#lastWords = `${this.#lastWords}${text}`.slice(-2000);
  }

  async #ask(command: Command): Promise<Reply> {
    this.#process.stdin?.write(`${JSON.stringify(command)}\n`);
    // A process that is stopped ends its lines, which ends the wait.
    const alarm = setTimeout(() => {
      this.#hear(`\nno answer within ${longestWait} s`);
      this.#process.kill('SIGKILL');
    }, longestWait * 1000);
    try {
      return await this.#reply();
    } finally {
      clearTimeout(alarm);
    }
  }

  async #reply(): Promise<Reply> {
    for (;;) {
      const { value, done } = await this.#replies.next();
      if (done === true) throw new Error(`the process ended: ${lastLine(this.#lastWords)}`);
      if (!value.startsWith(mark)) continue;
      const reply: Reply = JSON.parse(value.slice(mark.length));
      if (reply.error !== undefined) throw new Error(reply.error);
      return reply;
    }
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
