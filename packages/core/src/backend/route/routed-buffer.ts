import { bytesOf } from '../../dtype.ts';
import { LifetimeError } from '../../errors.ts';
import type { Backend, TensorSpec } from '../backend.ts';
import type { Side } from './policy.ts';

/** Both backends of a route. */
export type Sides = Readonly<Record<Side, Backend>>;

/** A buffer that lies on one of two backends, or on both once it was needed on both. */
export class RoutedBuffer {
  /** How often an op would have used it on a side where it was not. */
  missed = 0;
  readonly #sides: Sides;
  readonly #copies: Map<Side, unknown> = new Map();

  constructor(sides: Sides, side: Side, buffer: unknown) {
    this.#sides = sides;
    this.#copies.set(side, buffer);
  }

  /** True where it lies on that side already. */
  isOn(side: Side): boolean {
    return this.#copies.has(side);
  }

  /** A side on which it lies, the light one if it lies on both. */
  get home(): Side {
    return this.#copies.has('light') ? 'light' : 'heavy';
  }

  /** The backend's own buffer of a side on which it lies. */
  get(side: Side): unknown {
    if (this.#copies.has(side)) return this.#copies.get(side);
    throw new LifetimeError(`route: the buffer is not on the ${side} side`);
  }

  /** The buffer on a side, moved there first if it is not there; `moved` is told the bytes. */
  bring(side: Side, spec: TensorSpec, moved: (bytes: number) => void): unknown {
    if (!this.#copies.has(side)) {
      const from = this.home;
      const data = this.#sides[from].downloadSync?.(this.get(from), spec);
      if (data === undefined)
        throw new LifetimeError(`route: ${this.#sides[from].name} cannot be read at once`);
      this.#copies.set(side, this.#sides[side].upload(data, spec));
      moved(bytesOf(spec));
    }
    return this.get(side);
  }

  /** Forgets the copy of the other side, after this one was written to. */
  keepOnly(side: Side): void {
    for (const other of [...this.#copies.keys()]) {
      if (other === side) continue;
      this.#sides[other].release(this.#copies.get(other));
      this.#copies.delete(other);
    }
  }

  /** Frees it wherever it lies. */
  release(): void {
    for (const [side, buffer] of this.#copies) this.#sides[side].release(buffer);
    this.#copies.clear();
  }
}
