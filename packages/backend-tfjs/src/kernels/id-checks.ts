import { IndexError } from '@heed/core';
import type { KernelInput } from '@heed/core/backend';
import { rangeOf, type TfjsBuffer } from '../buffer.ts';
import type { Engine } from '../engine/engine.ts';

/** Looks at ids one by one and throws an `IndexError` for the first wrong one. */
export type Judge = (ids: Int32Array) => void;

/** Refuses ids outside their table, which engines answer with zeros, with other rows, or with an error of their own. */
export class IdChecks {
  readonly #engine: Engine;
  readonly #waiting: Set<Promise<void>> = new Set();
  #found: IndexError | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Lets ids from 0 to rows − 1 pass, and judges others. Ids that came from this side, and those that can be no other
   * by the op they come from, are known without reading. The rest are read where the engine reads at once; where it
   * does not, the error comes with the next numbers that are read.
   *
   * @throws {IndexError} as `judge` does.
   */
  check({ buffer }: KernelInput<TfjsBuffer>, rows: number, judge: Judge): void {
    const { range } = buffer;
    if (range !== undefined && range.low >= 0 && range.high < rows) return;
    if (range?.values !== undefined) {
      judge(range.values);
    } else if (this.#engine.readsAtOnce) {
      const values = new Int32Array(buffer.tensor.dataSync());
      buffer.range = rangeOf(values);
      judge(values);
    } else {
      this.#judgeLater(buffer, judge);
    }
  }

  /**
   * Settles when all ids so far are judged.
   *
   * @throws {IndexError} for the first wrong one, once.
   */
  async settled(): Promise<void> {
    while (this.#waiting.size > 0) await Promise.all(this.#waiting);
    const found = this.#found;
    this.#found = undefined;
    if (found !== undefined) throw found;
  }

  #judgeLater({ tensor }: TfjsBuffer, judge: Judge): void {
    const own = this.#engine.tf.keep(this.#engine.run('Identity', { x: tensor }));
    const judged = own
      .data()
      .then((values) => judge(new Int32Array(values)))
      .catch((error: unknown) => {
        if (!(error instanceof IndexError)) throw error;
        this.#found ??= error;
      })
      .finally(() => {
        own.dispose();
        this.#waiting.delete(judged);
      });
    this.#waiting.add(judged);
  }
}
