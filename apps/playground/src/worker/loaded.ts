/** Something that is loaded once; where that fails, the next call tries anew. */
export class Loaded<Value> {
  #value: Promise<Value> | undefined;

  /** What was loaded, or is on its way; undefined before. */
  get value(): Promise<Value> | undefined {
    return this.#value;
  }

  /** Begins to load, unless that was done. */
  load(begin: () => Promise<Value>): Promise<Value> {
    this.#value ??= begin().catch((error: unknown) => {
      this.#value = undefined;
      throw error;
    });
    return this.#value;
  }
}
