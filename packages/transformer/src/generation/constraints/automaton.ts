import type { Expression } from './expression.ts';

/** What is still to come: an expression, and what comes behind it. Equal ones are one object. */
interface Rest {
  readonly id: number;
  readonly head: Expression;
  readonly tail: Rest | undefined;
}

/** A place in a text: all ways in which it may go on. Equal places are one object. */
export interface State {
  /** True if the text may end here. */
  readonly accepts: boolean;
  /** The ways to go on, each of which begins with a byte. */
  readonly ways: readonly Rest[];
  /** Where each byte leads, as far as it was asked for. */
  readonly moves: Map<number, State | undefined>;
}

/**
 * Follows a grammar byte by byte. States are found when they are first reached, and kept: regular ones are few, nested
 * ones as many as there are depths.
 */
export class Automaton {
  readonly start: State;
  readonly #rests = new Map<Expression, Map<number, Rest>>();
  readonly #repeats = new Map<Expression, Expression>();
  readonly #states = new Map<string, State>();
  #count = 0;

  constructor(expression: Expression) {
    this.start = this.#stateOf([this.#before(expression, undefined)]);
  }

  /** The state behind a byte, or undefined where the grammar has no such text. */
  move(state: State, byte: number): State | undefined {
    if (state.moves.has(byte)) return state.moves.get(byte);
    const next = state.ways.flatMap(({ head, tail }) =>
      head.kind === 'byte' && head.low <= byte && byte <= head.high ? [tail] : [],
    );
    const found = next.length === 0 ? undefined : this.#stateOf(next);
    state.moves.set(byte, found);
    return found;
  }

  /** The same for several bytes. */
  follow(state: State, bytes: Iterable<number>): State | undefined {
    let at: State | undefined = state;
    for (const byte of bytes) {
      if (at === undefined) return undefined;
      at = this.move(at, byte);
    }
    return at;
  }

  #stateOf(rests: readonly (Rest | undefined)[]): State {
    const reached = new Set<Rest | undefined>();
    for (const rest of rests) this.#reach(rest, reached);
    const ways = [...reached]
      .filter((rest) => rest?.head.kind === 'byte')
      .filter((rest) => rest !== undefined);
    const accepts = reached.has(undefined);
    const key = `${accepts} ${ways
      .map(({ id }) => id)
      .sort((a, b) => a - b)
      .join(' ')}`;
    const state = this.#states.get(key) ?? { accepts, ways, moves: new Map() };
    this.#states.set(key, state);
    return state;
  }

  /** Adds what can be reached without a byte. */
  #reach(rest: Rest | undefined, reached: Set<Rest | undefined>): void {
    if (reached.has(rest)) return;
    reached.add(rest);
    if (rest === undefined) return;
    const { head, tail } = rest;
    if (head.kind === 'sequence') {
      this.#reach(
        head.items.reduceRight((after: Rest | undefined, item) => this.#before(item, after), tail),
        reached,
      );
    } else if (head.kind === 'choice') {
      for (const one of head.choices) this.#reach(this.#before(one, tail), reached);
    } else if (head.kind === 'rule') {
      this.#reach(this.#before(head.expand(), tail), reached);
    } else if (head.kind === 'repeat') {
      if (head.least === 0) this.#reach(tail, reached);
      if (head.most > 0)
        this.#reach(this.#before(head.item, this.#before(this.#onceLess(head), tail)), reached);
    }
  }

  #before(head: Expression, tail: Rest | undefined): Rest {
    const known = this.#rests.get(head) ?? new Map<number, Rest>();
    this.#rests.set(head, known);
    const rest = known.get(tail?.id ?? -1) ?? { id: this.#count++, head, tail };
    known.set(tail?.id ?? -1, rest);
    return rest;
  }

  #onceLess(expression: Extract<Expression, { kind: 'repeat' }>): Expression {
    const { least, most } = expression;
    if (least === 0 && most === Number.POSITIVE_INFINITY) return expression;
    const less = this.#repeats.get(expression) ?? {
      ...expression,
      least: Math.max(0, least - 1),
      most: most - 1,
    };
    this.#repeats.set(expression, less);
    return less;
  }
}
