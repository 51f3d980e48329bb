import { program } from '../generated/thread-program.ts';
import type { WorkerNews, WorkerTask } from './kernel-thread.ts';

/** A worker of Node or of the browser, reduced to what the pool needs. */
export interface Thread {
  post(task: WorkerTask): void;
  /** Lets the process or page end while the worker lives. */
  unref(): void;
  terminate(): void;
}

/** Who is told what a worker says, and that it is gone. */
export interface ThreadListener {
  news(news: WorkerNews): void;
  gone(reason: string): void;
}

/**
 * Where a thread has its program from: its file beside this module, which every content security policy allows, or the text in
 * this module, which goes wherever a bundler takes it.
 */
export type ProgramPlace = 'file' | 'text';

/**
 * Starts a worker with whatever this place has for it; undefined where it has nothing.
 *
 * @throws what the place throws for a program that it refuses.
 */
export function startThread(listener: ThreadListener, place: ProgramPlace): Thread | undefined {
  // Not an import, so that bundles for browsers hold no trace of Node's modules.
  const node = globalThis.process?.getBuiltinModule?.('node:worker_threads');
  if (node !== undefined) {
    const worker = new node.Worker(place === 'file' ? fileForNode() : textForNode(), {
      execArgv: [],
      name: 'heed-wasm',
    });
    worker.on('message', (news: WorkerNews) => listener.news(news));
    worker.on('error', (error: unknown) => listener.gone(String(error)));
    worker.on('exit', (code) => listener.gone(`it ended with code ${code}`));
    return {
      post: (task) => worker.postMessage(task),
      unref: () => worker.unref(),
      terminate: () => void worker.terminate(),
    };
  }
  if (typeof Worker === 'undefined') return undefined;
  // Bundlers know a worker by these very words.
  const worker =
    place === 'file'
      ? new Worker(new URL('./kernel-thread.js', import.meta.url), { type: 'module' })
      : new Worker(textForBrowsers());
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerNews>) => listener.news(data));
  worker.addEventListener('error', (event) => listener.gone(event.message || 'it could not be loaded'));
  return {
    post: (task) => worker.postMessage(task),
    unref: () => {},
    terminate: () => worker.terminate(),
  };
}

/** This module runs from sources (`.ts`) or from dist (`.js`); the program lies beside it with the same ending. */
function fileForNode(): URL {
  const here = import.meta.url;
  return new URL(`kernel-thread${here.endsWith('.ts') ? '.ts' : '.js'}`, here);
}

function textForNode(): URL {
  return new URL(`data:text/javascript,${encodeURIComponent(program)}`);
}

let address: string | undefined;

/** Made once for all threads of a page, and kept: workers may read it late. */
function textForBrowsers(): string {
  address ??= URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
  return address;
}
