import {
  BackendError,
  concat,
  DTypeError,
  gather,
  keep,
  ShapeError,
  showShape,
  slice,
  type Tensor,
  tidy,
  to,
  writeInto,
  zeros,
} from '@heed/core';

/**
 * Tensors [batch, heads, room, width] that stand side by side and are filled row by row in place: what caches are made
 * of. They share batch, heads and room; each has its own width and type. The store owns them.
 */
export class RowStore {
  readonly #owner: string;
  readonly #names: readonly string[];
  #parts: readonly Tensor[] = [];

  /**
   * @param owner The cache, for messages.
   * @param names What the tensors are called, in the order in which they are given to `write`.
   */
  constructor(owner: string, names: readonly string[]) {
    this.#owner = owner;
    this.#names = names;
  }

  /** The tensors; none before the first `write`. */
  get parts(): readonly Tensor[] {
    return this.#parts;
  }

  /** Rows that the tensors have place for. */
  get room(): number {
    return this.#parts[0]?.shape[2] ?? 0;
  }

  /** Makes sure that rows like these fit from row `at` on; where they do not, the tensors grow to `room` rows. */
  makeRoom(rows: readonly Tensor[], at: number, room: number): void {
    this.check(rows);
    if (this.#parts.length === 0 || at + lengthOf(rows) > this.room) this.#grow(rows, room);
  }

  /** Writes rows from row `at` on, where there is room for them or made. */
  write(rows: readonly Tensor[], at: number, room: number): void {
    this.makeRoom(rows, at, room);
    for (let index = 0; index < rows.length; index++) {
      const [part, source] = [this.#parts[index], rows[index]];
      if (part !== undefined && source !== undefined) writeInto(part, source, { axis: 2, start: at });
    }
  }

  /** Rows `start` to `end − 1` of each tensor. */
  read(start: number, end: number): Tensor[] {
    return this.#parts.map((part) => slice(part, { axis: 2, start, end }));
  }

  /** The same store with entries of an axis picked anew: int32 [any]. */
  pick(indices: Tensor, axis: number): void {
    if (indices.dtype !== 'int32' || indices.rank !== 1) {
      throw new ShapeError(
        `${this.#owner}: rows must be int32 [batch], got ${indices.dtype} ${showShape(indices.shape)}`,
      );
    }
    this.#replace((part) => gather(part, to(indices, part.backend), { axis }));
  }

  /** Takes over the first `length` rows of another store of the same names, by copy. */
  copy(other: RowStore, length: number, room: number): void {
    if (other.#parts.length > 0) tidy(() => this.write(other.read(0, length), 0, room));
  }

  /** The first `length` rows by name, to be written down. */
  state(length: number): Record<string, Tensor> {
    const rows = this.read(0, length);
    return Object.fromEntries(this.#names.flatMap((name, index) => pairs(name, rows[index])));
  }

  /**
   * Takes over what `state` gave; the tensors belong to the store from now on.
   *
   * @throws {ShapeError} when they do not go together, or are not of that length.
   */
  restore(tensors: Readonly<Record<string, Tensor>>, length: number): void {
    const rows = this.#names.flatMap((name) => tensors[name] ?? []);
    if (rows.length === 0 && length === 0) return;
    this.check(rows);
    if (lengthOf(rows) !== length) {
      throw new ShapeError(`${this.#owner}: ${this.#names[0]} of ${lengthOf(rows)} rows, expected ${length}`);
    }
    this.#parts = rows;
  }

  /** Frees the tensors; the store is as new. */
  dispose(): void {
    for (const part of this.#parts) part.dispose();
    this.#parts = [];
  }

  /**
   * Refuses rows that do not go together, or with what the store holds.
   *
   * @throws {ShapeError} for another batch, number of heads or width.
   * @throws {DTypeError} for another type.
   * @throws {BackendError} for another backend.
   */
  check(rows: readonly Tensor[]): void {
    const [first] = rows;
    for (let index = 0; index < this.#names.length; index++) {
      const part = rows[index];
      const name = this.#names[index] ?? '';
      if (first === undefined || part === undefined || part.rank !== 4) {
        throw new ShapeError(
          `${this.#owner}: ${name} must be [batch, heads, length, width], got ${part && showShape(part.shape)}`,
        );
      }
      if (!differOnlyIn(part, first, 3)) {
        throw new ShapeError(
          `${this.#owner}: ${this.#names[0]} ${showShape(first.shape)} and ${name} ${showShape(part.shape)} ` +
            'differ in batch, heads or length',
        );
      }
      this.#checkHeld(name, this.#parts[index], part);
    }
  }

  #checkHeld(name: string, held: Tensor | undefined, next: Tensor): void {
    if (held === undefined) return;
    if (!differOnlyIn(held, next, 2)) {
      throw new ShapeError(`${this.#owner}: holds ${name} of ${inWords(held)}, got ${inWords(next)}`);
    }
    if (held.dtype !== next.dtype) {
      throw new DTypeError(`${this.#owner}: holds ${name} in ${held.dtype}, got ${next.dtype}; cast() them`);
    }
    if (held.backend !== next.backend) {
      throw new BackendError(
        `${this.#owner}: holds ${name} on ${held.backend.name}, got them on ${next.backend.name}; move them with to()`,
      );
    }
  }

  #grow(rows: readonly Tensor[], room: number): void {
    if (this.#parts.length === 0) {
      this.#parts = rows.map((part) => keep(tidy(() => emptyRows(part, room))));
    } else {
      const extra = room - this.room;
      this.#replace((part) => concat([part, emptyRows(part, extra)], { axis: 2 }));
    }
  }

  #replace(change: (part: Tensor) => Tensor): void {
    const before = this.#parts;
    this.#parts = keep(tidy(() => before.map(change)));
    for (const part of before) part.dispose();
  }
}

/** True when two tensors of four axes have the same sizes, but for one axis. */
function differOnlyIn({ shape: a }: Tensor, { shape: b }: Tensor, free: number): boolean {
  for (let axis = 0; axis < 4; axis++) if (axis !== free && a[axis] !== b[axis]) return false;
  return true;
}

/** Rows in tensors that stand side by side. */
export function lengthOf(rows: readonly Tensor[]): number {
  return rows[0]?.shape[2] ?? 0;
}

/** Rows that are held, if any, and others behind them. */
export function followedBy(held: Tensor | undefined, added: Tensor): Tensor {
  return held === undefined ? added : concat([held, added], { axis: 2 });
}

function pairs(name: string, part: Tensor | undefined): [string, Tensor][] {
  return part === undefined ? [] : [[name, part]];
}

function emptyRows(like: Tensor, room: number): Tensor {
  const [batch = 0, heads = 0, , width = 0] = like.shape;
  return to(zeros([batch, heads, room, width], like.dtype), like.backend);
}

function inWords({ shape: [batch, heads, , width] }: Tensor): string {
  return `batch ${batch}, heads ${heads}, width ${width}`;
}
