import { FormatError, showValue } from '@heed/core';
import type { Cursor } from '../cursor.ts';
import { UnsafeFileError } from '../errors.ts';

/** What a pickle of tensors can hold. */
export type Pickled =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Pickled[]
  | Map<Pickled, Pickled>
  | PickledCallable
  | PickledObject;

/** A function or class of Python by its name; it is looked up here, never there. */
export interface PickledCallable {
  readonly callable: string;
}

/** What such a function made, or what a persistent id stands for. */
export interface PickledObject {
  readonly made: string;
  readonly parts: readonly Pickled[];
}

const marker: PickledCallable = { callable: 'MARK' };
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const isPlainInt = (value: bigint): boolean =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Reads one pickle (Python's protocols 0 to 4, as far as weights need them) without running anything: functions and
 * classes are names, and only those in `known` are taken.
 *
 * @param known Names of the functions and classes that a pickle of tensors needs.
 * @throws {UnsafeFileError} for a pickle that wants any other function or class.
 * @throws {FormatError} for a damaged one, or one with other contents.
 */
export function unpickle(cursor: Cursor, name: string, known: (callable: string) => boolean): Pickled {
  return new Unpickler(cursor, name, known).run();
}

class Unpickler {
  readonly #cursor: Cursor;
  readonly #name: string;
  readonly #known: (callable: string) => boolean;
  readonly #stack: Pickled[] = [];
  readonly #memo = new Map<number, Pickled>();

  constructor(cursor: Cursor, name: string, known: (callable: string) => boolean) {
    this.#cursor = cursor;
    this.#name = name;
    this.#known = known;
  }

  run(): Pickled {
    for (;;) {
      const code = String.fromCharCode(this.#uint(1));
      if (code === '.') return this.#pop();
      const operation = Object.hasOwn(operations, code) ? operations[code] : undefined;
      if (operation === undefined) throw this.#damaged(`operation ${showValue(code)} is not known`);
      operation(this.#machine);
    }
  }

  /** What operations work with. */
  readonly #machine: Machine = {
    uint: (bytes) => this.#uint(bytes),
    bytes: (count) => this.#cursor.bytes(count, 'a part of the pickle'),
    line: () => this.#line(),
    push: (value) => this.#stack.push(value),
    pop: () => this.#pop(),
    top: () => this.#stack.at(-1) ?? null,
    toMarker: () => {
      const at = this.#stack.lastIndexOf(marker);
      if (at < 0) throw this.#damaged('a list has no beginning');
      return this.#stack.splice(at).slice(1);
    },
    put: (index) => this.#memo.set(index, this.#stack.at(-1) ?? null),
    putNext: () => this.#memo.set(this.#memo.size, this.#stack.at(-1) ?? null),
    get: (index) => {
      const value = this.#memo.get(index);
      if (value === undefined) throw this.#damaged(`nothing was kept as ${index}`);
      return value;
    },
    named: (module, symbol) => {
      const callable = `${module}.${symbol}`;
      if (this.#known(callable)) return { callable };
      throw new UnsafeFileError(
        `${this.#name} is a pickle that asks for ${showValue(callable)}, which could run any code, and is refused. ` +
          'Ask for a revision that has model.safetensors, or convert it once where you trust it, in Python: ' +
          "`AutoModel.from_pretrained('folder').save_pretrained('folder')`",
      );
    },
    wrong: (what) => this.#damaged(what),
  };

  #uint(bytes: number): number {
    return this.#cursor
      .bytes(bytes, 'a number of the pickle')
      .reduceRight((sum, byte) => sum * 256 + byte, 0);
  }

  #line(): string {
    const bytes: number[] = [];
    for (let byte = this.#uint(1); byte !== 0x0a; byte = this.#uint(1)) bytes.push(byte);
    return textOf(Uint8Array.from(bytes));
  }

  #pop(): Pickled {
    const value = this.#stack.pop();
    if (value === undefined) throw this.#damaged('something is missing');
    return value;
  }

  #damaged(what: string): FormatError {
    return new FormatError(`${this.#name}: damaged pickle: ${what}`);
  }
}

interface Machine {
  readonly uint: (bytes: number) => number;
  readonly bytes: (count: number) => Uint8Array;
  readonly line: () => string;
  readonly push: (value: Pickled) => void;
  readonly pop: () => Pickled;
  readonly top: () => Pickled;
  readonly toMarker: () => Pickled[];
  readonly put: (index: number) => void;
  readonly putNext: () => void;
  readonly get: (index: number) => Pickled;
  readonly named: (module: string, symbol: string) => PickledCallable;
  readonly wrong: (what: string) => FormatError;
}

/** By the letter of pickletools. */
const operations: Readonly<Record<string, (machine: Machine) => void>> = {
  '\x80': ({ uint }) => void uint(1), // PROTO
  '\x95': ({ bytes }) => void bytes(8), // FRAME
  '(': ({ push }) => push(marker),
  0: ({ pop }) => void pop(),
  N: ({ push }) => push(null),
  '\x88': ({ push }) => push(true),
  '\x89': ({ push }) => push(false),
  J: ({ push, uint }) => push(uint(4) | 0),
  K: ({ push, uint }) => push(uint(1)),
  M: ({ push, uint }) => push(uint(2)),
  '\x8a': ({ push, uint, bytes }) => push(signed(bytes(uint(1)))), // LONG1
  G: ({ push, bytes }) => push(new DataView(bytes(8).slice().buffer).getFloat64(0)),
  X: ({ push, uint, bytes }) => push(textOf(bytes(uint(4)))),
  '\x8c': ({ push, uint, bytes }) => push(textOf(bytes(uint(1)))), // SHORT_BINUNICODE
  U: ({ push, uint, bytes }) => push(textOf(bytes(uint(1)))),
  T: ({ push, uint, bytes }) => push(textOf(bytes(uint(4)))),
  B: ({ push, uint, bytes }) => push(bytes(uint(4))),
  C: ({ push, uint, bytes }) => push(bytes(uint(1))),
  ')': ({ push }) => push([]),
  ']': ({ push }) => push([]),
  '}': ({ push }) => push(new Map()),
  t: ({ push, toMarker }) => push(toMarker()),
  l: ({ push, toMarker }) => push(toMarker()),
  '\x85': ({ push, pop }) => push([pop()]), // TUPLE1
  '\x86': ({ push, pop }) => push([pop(), pop()].reverse()), // TUPLE2
  '\x87': ({ push, pop }) => push([pop(), pop(), pop()].reverse()), // TUPLE3
  a: (machine) => {
    const item = machine.pop();
    listAt(machine).push(item);
  },
  e: (machine) => {
    const items = machine.toMarker();
    const list = listAt(machine);
    for (const item of items) list.push(item);
  },
  s: (machine) => {
    const [value, key] = [machine.pop(), machine.pop()];
    mapAt(machine).set(key, value);
  },
  u: (machine) => {
    const items = machine.toMarker();
    const map = mapAt(machine);
    for (let at = 0; at + 1 < items.length; at += 2) map.set(items[at] ?? null, items[at + 1] ?? null);
  },
  c: ({ push, line, named }) => push(named(line(), line())),
  '\x93': ({ push, pop, named }) => {
    const [symbol, module] = [pop(), pop()];
    push(named(String(module), String(symbol)));
  },
  R: (machine) => machine.push(made(machine)),
  // NEWOBJ
  '\x81': (machine) => machine.push(made(machine)),
  // State beside the items, such as the versions of modules.
  b: ({ pop }) => void pop(),
  Q: ({ push, pop }) => {
    const id = pop();
    push({ made: 'persistent', parts: Array.isArray(id) ? id : [id] });
  },
  q: ({ put, uint }) => put(uint(1)),
  r: ({ put, uint }) => put(uint(4)),
  '\x94': ({ putNext }) => putNext(), // MEMOIZE
  h: ({ push, get, uint }) => push(get(uint(1))),
  j: ({ push, get, uint }) => push(get(uint(4))),
};

/** What a function makes of its arguments: dictionaries are made, all else is only noted. */
function made({ pop, wrong }: Machine): Pickled {
  const [parts, callable] = [pop(), pop()];
  if (!Array.isArray(parts) || !isCallable(callable)) throw wrong('something is called that is no function');
  if (callable.callable === 'collections.OrderedDict') return new Map();
  return { made: callable.callable, parts };
}

function isCallable(value: Pickled): value is PickledCallable {
  return typeof value === 'object' && value !== null && 'callable' in value;
}

function listAt({ top, wrong }: Machine): Pickled[] {
  const list = top();
  if (Array.isArray(list)) return list;
  throw wrong('something is added to what is no list');
}

function mapAt({ top, wrong }: Machine): Map<Pickled, Pickled> {
  const map = top();
  if (map instanceof Map) return map;
  throw wrong('something is added to what is no dictionary');
}

/** A whole number of any length in two's complement, little-endian. */
function signed(bytes: Uint8Array): number | bigint {
  const value = bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const exact = BigInt.asIntN(8 * bytes.length, value);
  return isPlainInt(exact) ? Number(exact) : exact;
}
