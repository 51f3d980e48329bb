import type { Automaton, State } from './automaton.ts';

/** The bytes of each token by id; undefined for one that is no text, such as an end token. */
export type TokenBytes = readonly (Uint8Array | undefined)[];

interface Node {
  readonly ids: number[];
  readonly next: Map<number, Node>;
}

/** All tokens by their bytes, so that those that a grammar allows are found together. */
export class TokenTrie {
  readonly #root: Node = { ids: [], next: new Map() };
  readonly #count: number;

  constructor(tokens: TokenBytes) {
    this.#count = tokens.length;
    for (const [id, bytes] of tokens.entries()) {
      if (bytes === undefined || bytes.length === 0) continue;
      let node = this.#root;
      for (const byte of bytes) {
        const next: Node = node.next.get(byte) ?? { ids: [], next: new Map() };
        node.next.set(byte, next);
        node = next;
      }
      node.ids.push(id);
    }
  }

  /** For each id 1 if its bytes may come next, else 0. */
  allowed(automaton: Automaton, state: State): Uint8Array {
    const mask = new Uint8Array(this.#count);
    mark(this.#root, automaton, state, mask);
    return mask;
  }
}

function mark(node: Node, automaton: Automaton, state: State, mask: Uint8Array): void {
  for (const id of node.ids) mask[id] = 1;
  for (const [byte, next] of node.next) {
    const moved = automaton.move(state, byte);
    if (moved !== undefined) mark(next, automaton, moved, mask);
  }
}

const made = new WeakMap<TokenBytes, TokenTrie>();

/** The trie of tokens, made once for all constraints on them. */
export function trieOf(tokens: TokenBytes): TokenTrie {
  const trie = made.get(tokens) ?? new TokenTrie(tokens);
  made.set(tokens, trie);
  return trie;
}
