/** Tells how fast a text was written: `128 tokens, 310 tokens/s`. */
export class Speed {
  readonly #start: number = performance.now();
  #tokens = 0;

  count(): void {
    this.#tokens++;
  }

  toString(): string {
    const seconds = (performance.now() - this.#start) / 1000;
    return `${this.#tokens} tokens, ${(this.#tokens / Math.max(seconds, 0.001)).toFixed(0)} tokens/s`;
  }
}
