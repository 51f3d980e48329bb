import type { WorkerNews, WorkerTask } from './worker.ts';

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

/** This module runs from sources (`.ts`) or from dist (`.js`); the worker lies beside it with the same ending. */
const fromSources = import.meta.url.endsWith('.ts');

/** Starts a worker with whatever this place has for it; undefined where it has nothing. */
export function startThread(listener: ThreadListener): Thread | undefined {
  // Not an import, so that bundles for browsers hold no trace of Node's modules.
  const node = globalThis.process?.getBuiltinModule?.('node:worker_threads');
  if (node !== undefined) {
    const url = new URL(fromSources ? './worker.ts' : './worker.js', import.meta.url);
    const worker = new node.Worker(url, { execArgv: [], name: 'heed-wasm' });
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
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerNews>) => listener.news(data));
  worker.addEventListener('error', (event) => listener.gone(event.message || 'it could not be loaded'));
  return {
    post: (task) => worker.postMessage(task),
    unref: () => {},
    terminate: () => worker.terminate(),
  };
}
