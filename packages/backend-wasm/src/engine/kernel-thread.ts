// A thread of the pool: gets the module and the shared memory by message, then works until told to stop. It imports
// nothing, so that its text alone is a program: scripts/build-thread.ts writes that into src/generated/.

/** What a worker needs to begin. */
export interface WorkerTask {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Address of this thread's scratch. */
  readonly scratch: number;
  /** How many looks in vain it takes before it sleeps. */
  readonly spins: number;
}

/** What a worker tells its pool. */
export type WorkerNews = { readonly kind: 'ready' } | { readonly kind: 'died'; readonly reason: string };

interface WorkerExports {
  initialize(scratch: number, mayWait: number): void;
  work(spins: number): void;
  noteTrap(): void;
}

function isTask(data: unknown): data is WorkerTask {
  return typeof data === 'object' && data !== null && 'module' in data && 'memory' in data;
}

function isKernels(exports: object): exports is WorkerExports {
  return 'work' in exports && 'initialize' in exports;
}

function start(task: WorkerTask, tell: (news: WorkerNews) => void): void {
  try {
    const { exports } = new WebAssembly.Instance(task.module, { env: { memory: task.memory } });
    if (!isKernels(exports)) throw new TypeError('not the kernels of @heed/backend-wasm');
    exports.initialize(task.scratch, 1);
    tell({ kind: 'ready' });
    try {
      exports.work(task.spins);
    } catch (trap) {
      exports.noteTrap();
      throw trap;
    }
  } catch (error) {
    tell({ kind: 'died', reason: String(error) });
  }
}

const node = globalThis.process?.getBuiltinModule?.('node:worker_threads');
if (node?.parentPort) {
  const port = node.parentPort;
  port.once('message', (data: unknown) => {
    if (isTask(data)) start(data, (news) => port.postMessage(news));
  });
} else if (typeof self !== 'undefined') {
  self.addEventListener(
    'message',
    ({ data }: MessageEvent<unknown>) => {
      if (!isTask(data)) return;
      start(data, (news) => self.postMessage(news));
      self.close();
    },
    { once: true },
  );
}
