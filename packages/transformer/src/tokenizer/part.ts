import { FormatError, showValue } from '@heed/core';
import { HfConfig } from '../models/hf-config.ts';

/** One part of a `tokenizer.json`: a normaliser, a pre-tokenizer, a decoder…; messages name its place in the file. */
export class Part extends HfConfig {
  readonly where: string;

  constructor(json: unknown, where: string) {
    super(json, where);
    this.where = where;
  }

  get type(): string {
    return this.text('type');
  }

  /** The parts in a list of parts. */
  parts(field: string): Part[] {
    const list = this.value(field);
    if (!Array.isArray(list)) throw this.unsupported(field, 'a list of parts');
    return list.map((item, index) => new Part(item, `${this.where}.${field}[${index}]`));
  }

  /** Whatever stands in a field. */
  value(field: string): unknown {
    return this.toJSON()[field];
  }

  /** One of a few texts. */
  choice<Name extends string>(field: string, names: readonly Name[], fallback?: Name): Name {
    const text = this.text(field, fallback);
    const found = names.find((name) => name === text);
    if (found === undefined) throw this.unsupported(field, `one of ${names.join(', ')}`);
    return found;
  }
}

/** Makes what a part asks for, by its type. */
export function madeByType<Made>(part: Part, makers: Readonly<Record<string, (part: Part) => Made>>): Made {
  const make = Object.hasOwn(makers, part.type) ? makers[part.type] : undefined;
  if (make !== undefined) return make(part);
  const known = Object.keys(makers).join(', ');
  throw new FormatError(`${part.where}: unknown type ${showValue(part.type)}; known are ${known}`);
}
