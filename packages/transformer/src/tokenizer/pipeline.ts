import { AddedTokens } from './added-tokens.ts';
import { createModel, type PieceTokens, type TokenModel } from './models/index.ts';
import { createNormalizer, type Normalizer } from './normalizers/index.ts';
import { Part } from './part.ts';
import { createPreTokenizer, type PreTokenizer } from './pre-tokenizers/index.ts';
import type { AlignedText } from './text/aligned-text.ts';
import type { AddedTokenJson, TokenizerJson } from './tokenizer-json.ts';

/** A piece of text and its tokens. */
export interface Piece {
  readonly text: AlignedText;
  readonly tokens: PieceTokens;
  /** Whether it is an added token, which is found before any model is asked. */
  readonly isAdded: boolean;
}

/** From a text to its pieces and their tokens: added tokens, normaliser, pre-tokenizer, model. */
export class TextPipeline {
  readonly #addedTokens: AddedTokens;
  readonly #preTokenize: PreTokenizer;
  readonly #model: TokenModel;

  /** @param words The ids of the model's tokens. */
  constructor(
    json: TokenizerJson,
    addedTokens: readonly AddedTokenJson[],
    words: ReadonlyMap<string, number>,
  ) {
    const part = (field: 'normalizer' | 'pre_tokenizer'): Part | undefined =>
      json[field] === null ? undefined : new Part(json[field], `tokenizer.json: ${field}`);
    const normalizer = part('normalizer');
    const preTokenizer = part('pre_tokenizer');
    const normalize: Normalizer = normalizer === undefined ? (text) => text : createNormalizer(normalizer);
    this.#addedTokens = new AddedTokens(addedTokens, normalize);
    this.#preTokenize = preTokenizer === undefined ? (text) => [text] : createPreTokenizer(preTokenizer);
    this.#model = createModel(new Part(json.model, 'tokenizer.json: model'), json.model, words);
  }

  /** How added tokens are spelt in normalised text. */
  get spellings(): ReadonlyMap<number, string> {
    return this.#addedTokens.spellings;
  }

  /** The pieces of a text in their order. */
  *pieces(text: string): Generator<Piece> {
    for (const section of this.#addedTokens.sections(text)) {
      if (section.id !== undefined) {
        const tokens = { ids: [section.id], starts: [0], ends: [section.text.length] };
        yield { text: section.text, tokens, isAdded: true };
      } else {
        for (const piece of this.#preTokenize(section.text)) {
          yield { text: piece, tokens: this.#model.tokenize(piece.text), isAdded: false };
        }
      }
    }
  }
}
