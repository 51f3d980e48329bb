/** A variable of a CTranslate2 model. */
export interface Variable {
  readonly shape: readonly number[];
  readonly type: 'float32' | 'int8' | 'int16' | 'int32' | 'float16';
  /** Little-endian. */
  readonly bytes: Uint8Array;
}

/** A `model.bin` of CTranslate2. */
export interface CTranslate2Model {
  /** What kind of model it is, such as `WhisperSpec`. */
  readonly spec: string;
  readonly variables: ReadonlyMap<string, Variable>;
}

const types = [
  ['float32', 4],
  ['int8', 1],
  ['int16', 2],
  ['int32', 4],
  ['float16', 2],
] as const;

/** Far more than any model has. */
const mostVariables = 100_000;

/**
 * Reads a `model.bin` of CTranslate2, binary version 6: names, shapes and types, then aliases.
 *
 * @throws {Error} for a file that breaks the format, with the place.
 */
export function readCTranslate2(bytes: Uint8Array): CTranslate2Model {
  const reader = new Reader(bytes);
  const version = reader.number(4, 'the version');
  if (version !== 6) throw new Error(`model.bin: expected binary version 6, found ${version}`);
  const spec = reader.text('the name of the model');
  reader.number(4, 'the revision');
  const variables = new Map<string, Variable>();
  for (let left = reader.count('variables'); left > 0; left--) {
    const [name, variable] = readVariable(reader);
    variables.set(name, variable);
  }
  for (let left = reader.count('aliases'); left > 0; left--) {
    const alias = reader.text('an alias');
    const name = reader.text(`what ${alias} stands for`);
    const variable = variables.get(name);
    if (variable === undefined) throw new Error(`model.bin: ${alias} stands for ${name}, which is not there`);
    variables.set(alias, variable);
  }
  reader.end();
  return { spec, variables };
}

function readVariable(reader: Reader): [string, Variable] {
  const name = reader.text('the name of a variable');
  const rank = reader.number(1, `the rank of ${name}`);
  if (rank > 8) throw new Error(`model.bin: ${name} has rank ${rank}`);
  const shape = Array.from({ length: rank }, () => reader.number(4, `the shape of ${name}`));
  const kind = reader.number(1, `the type of ${name}`);
  const [type, width] = types[kind] ?? [];
  if (type === undefined || width === undefined) throw new Error(`model.bin: ${name} has type ${kind}`);
  const size = reader.number(4, `the size of ${name}`);
  const expected = shape.reduce((product, extent) => product * extent, width);
  if (size !== expected) throw new Error(`model.bin: ${name} has ${size} bytes, and its shape ${expected}`);
  return [name, { shape, type, bytes: reader.bytes(size, name) }];
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  bytes(count: number, what: string): Uint8Array {
    const start = this.#at;
    const left = this.#bytes.length - start;
    if (count > left)
      throw new Error(`model.bin: ${what} needs ${count} bytes at ${start}, ${left} are left`);
    this.#at = start + count;
    return this.#bytes.subarray(start, this.#at);
  }

  number(width: 1 | 2 | 4, what: string): number {
    const start = this.#at;
    this.bytes(width, what);
    if (width === 1) return this.#view.getUint8(start);
    return width === 2 ? this.#view.getUint16(start, true) : this.#view.getUint32(start, true);
  }

  /** A text with its length before it and a zero behind. */
  text(what: string): string {
    const bytes = this.bytes(this.number(2, what), what);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\0+$/, '');
  }

  count(what: string): number {
    const count = this.number(4, `the number of ${what}`);
    if (count > mostVariables) throw new Error(`model.bin: ${count} ${what}`);
    return count;
  }

  end(): void {
    const left = this.#bytes.length - this.#at;
    if (left > 0) throw new Error(`model.bin: ${left} bytes too many`);
  }
}
