import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installOf, type Peer, python } from './peers.ts';
import { bench, root } from './places.ts';
import { type Command, mark, type Timed } from './side.ts';

interface Reply extends Partial<Timed> {
  readonly prepared?: boolean;
  readonly answer?: readonly number[];
  readonly error?: string;
}

/** Seconds after which a side that does not answer is given up. */
const longestWait = 600;

/** A side at work in a process of its own. */
export class Contestant {
  readonly #process: ChildProcess;
  readonly #replies: AsyncIterator<string>;
  #lastWords = '';

  constructor(peer: Peer, module: string) {
    const harness = join(bench, 'harness');
    const [command, ...args] = module.endsWith('.py')
      ? [python, join(harness, 'host.py'), module]
      : peer.package === undefined
        ? [process.execPath, '--conditions=@heed/source', join(harness, 'host.ts'), module]
        : [process.execPath, '--no-deprecation', join(harness, 'host.ts'), module, installOf(peer)];
    const environment = { ...process.env, ...peer.environment, HEED_BENCH_PEER: peer.name };
    this.#process = spawn(command ?? '', args, { cwd: root, env: environment, stdio: 'pipe' });
    this.#process.on('error', (error) => this.#hear(error.message));
    this.#process.stdin?.on('error', (error) => this.#hear(error.message));
    this.#process.stderr?.on('data', (text) => this.#hear(String(text)));
    const lines = createInterface({ input: this.#process.stdout ?? process.stdin });
    this.#replies = lines[Symbol.asyncIterator]();
  }

  /** False if the side does not do this case. */
  async prepare(command: Omit<Extract<Command, { do: 'prepare' }>, 'do'>): Promise<boolean> {
    const { prepared = false } = await this.#ask({ do: 'prepare', ...command });
    return prepared;
  }

  /** Runs that take about `time` milliseconds of processor time together; at least one. */
  async run(time: number): Promise<Timed> {
    const { times = [], processor = [] } = await this.#ask({ do: 'run', time });
    return { times, processor };
  }

  async answer(): Promise<readonly number[]> {
    const { answer = [] } = await this.#ask({ do: 'answer' });
    return answer;
  }

  /** The most memory that the process had, in MB; undefined where the system does not say. */
  peakMemory(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
      const kibibytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]);
      return Number.isNaN(kibibytes) ? undefined : (kibibytes * 1024) / 1e6;
    } catch {
      return undefined;
    }
  }

  /** Ends the process and waits until it has. */
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
