/** A heap that gives the smallest of its numbers first. It is emptied and used again, so that it seldom grows. */
export class MergeQueue {
  #keys = new Float64Array(256);
  #size = 0;

  clear(): void {
    this.#size = 0;
  }

  push(key: number): void {
    if (this.#size === this.#keys.length) {
      const larger = new Float64Array(2 * this.#size);
      larger.set(this.#keys);
      this.#keys = larger;
    }
    const keys = this.#keys;
    let at = this.#size++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = keys[above] ?? 0;
      if (parent <= key) break;
      keys[at] = parent;
      at = above;
    }
    keys[at] = key;
  }

  /** Takes the smallest number; undefined if there is none. */
  pop(): number | undefined {
    if (this.#size === 0) return undefined;
    const keys = this.#keys;
    const smallest = keys[0];
    const last = keys[--this.#size] ?? 0;
    let at = 0;
    for (let below = 1; below < this.#size; below = 2 * at + 1) {
      if (below + 1 < this.#size && (keys[below + 1] ?? 0) < (keys[below] ?? 0)) below++;
      const child = keys[below] ?? 0;
      if (child >= last) break;
      keys[at] = child;
      at = below;
    }
    keys[at] = last;
    return smallest;
  }
}
