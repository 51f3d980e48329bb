import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { OptionError } from '@heed/core';
import { characterRanges } from './character-ranges.ts';
import {
  allCodePoints,
  type CodePoints,
  characters,
  choice,
  type Expression,
  repeat,
  sequence,
} from './expression.ts';

/** How a regular expression is read. */
export interface RegexOptions {
  /** What stands in the text for one character of a set; the character itself by default. */
  readonly character?: (ranges: readonly CodePoints[]) => Expression;
  /** The expression matches somewhere in the text, unless `^` and `$` say otherwise; the whole text by default. */
  readonly somewhere?: boolean;
}

/**
 * A regular expression as a grammar. Refused is what no grammar of this kind can say: looking around, back references,
 * word borders, `^` and `$` inside, and the flags that change what they or letters mean.
 *
 * @throws {OptionError} that names what is refused, or why it is no regular expression.
 */
export function regexGrammar(pattern: RegExp, options: RegexOptions = {}): Expression {
  const { character = characters, somewhere = false } = options;
  const refused = [...pattern.flags].find((flag) => 'imy'.includes(flag));
  if (refused !== undefined) throw new OptionError(`regex ${pattern}: the flag ${refused} is not supported`);
  const reader = new RegexReader(pattern, character);
  const anything = repeat(character(allCodePoints), 0, Number.POSITIVE_INFINITY);
  return choice(
    ...parse(pattern).map((alternative) => {
      const { elements, begins, ends } = withoutEdges(alternative.elements);
      const open = somewhere ? [!begins, !ends] : [false, false];
      const items = elements.map((element) => reader.expression(element));
      return sequence(...(open[0] ? [anything] : []), ...items, ...(open[1] ? [anything] : []));
    }),
  );
}

function parse(pattern: RegExp): readonly AST.Alternative[] {
  const { source } = pattern;
  const flags = { unicode: !pattern.unicodeSets, unicodeSets: pattern.unicodeSets };
  try {
    return new RegExpParser().parsePattern(source, 0, source.length, flags).alternatives;
  } catch (cause) {
    throw new OptionError(`regex ${pattern}: must be valid with the flag u`, { cause });
  }
}

/** `^` and `$` at the edges of an alternative say nothing where the whole text must match. */
function withoutEdges(elements: readonly AST.Element[]): {
  readonly elements: readonly AST.Element[];
  readonly begins: boolean;
  readonly ends: boolean;
} {
  const isEdge = (element: AST.Element | undefined, kind: 'start' | 'end'): boolean =>
    element?.type === 'Assertion' && element.kind === kind;
  const begins = isEdge(elements[0], 'start');
  const ends = isEdge(elements.at(-1), 'end');
  return { elements: elements.slice(begins ? 1 : 0, ends ? -1 : undefined), begins, ends };
}

class RegexReader {
  readonly #pattern: RegExp;
  readonly #character: (ranges: readonly CodePoints[]) => Expression;

  constructor(pattern: RegExp, character: (ranges: readonly CodePoints[]) => Expression) {
    this.#pattern = pattern;
    this.#character = character;
  }

  expression(element: AST.Element): Expression {
    switch (element.type) {
      case 'Character':
        return this.#character([[element.value, element.value]]);
      case 'CharacterClass':
      case 'CharacterSet':
      case 'ExpressionCharacterClass':
        return this.#character(characterRanges(element.raw, this.#pattern.dotAll, this.#pattern.unicodeSets));
      case 'Quantifier':
        return repeat(this.expression(element.element), element.min, element.max);
      case 'Group':
        if (element.modifiers !== null) throw this.#refused(element.raw);
        return this.#alternatives(element.alternatives);
      case 'CapturingGroup':
        return this.#alternatives(element.alternatives);
      default:
        throw this.#refused(element.raw);
    }
  }

  #alternatives(alternatives: readonly AST.Alternative[]): Expression {
    return choice(
      ...alternatives.map(({ elements }) => sequence(...elements.map((element) => this.expression(element)))),
    );
  }

  #refused(part: string): OptionError {
    return new OptionError(`regex ${this.#pattern}: ${part} is not supported`);
  }
}
