/** A browser's `Worker` for Node, so that jax-js runs on several threads. Nothing that jax-js documents. */
import { resolveObjectURL } from 'node:buffer';
import { Worker as NodeWorker } from 'node:worker_threads';

const prelude = `
const { parentPort } = require('node:worker_threads');
globalThis.self = globalThis;
globalThis.postMessage = (message, transfer) => parentPort.postMessage(message, transfer);
parentPort.on('message', (data) => globalThis.onmessage?.({ data }));
`;

class Worker {
  #worker;
  #waiting = [];

  constructor(url) {
    resolveObjectURL(String(url))
      .text()
      .then((source) => this.#start(source));
  }

  #start(source) {
    this.#worker = new NodeWorker(`${prelude}${source}`, { eval: true });
    this.#worker.unref();
    this.#worker.on('message', (data) => this.onmessage?.({ data }));
    this.#worker.on('error', (error) => this.onerror?.(error));
    for (const message of this.#waiting) this.#worker.postMessage(...message);
  }

  postMessage(...message) {
    if (this.#worker) this.#worker.postMessage(...message);
    else this.#waiting.push(message);
  }

  terminate() {
    this.#worker?.terminate();
  }
}

export function provideWorkers(threads) {
  globalThis.Worker = Worker;
  Object.defineProperty(globalThis.navigator, 'hardwareConcurrency', { value: threads, configurable: true });
}
