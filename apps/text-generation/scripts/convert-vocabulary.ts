/**
 * Turns a vocabulary of llama2.c (`tok512.bin`) into a `tokenizer.json`:
 *
 *   node scripts/convert-vocabulary.ts tok512.bin checkpoint/tokenizer.json
 *
 * The vocabulary is SentencePiece's: pieces with scores, where the two neighbours are joined whose joined piece has the
 * best score; characters that are no piece fall apart into bytes. As `tokenizer.json` has no scores, they become the
 * order of its merges: a merge for each way to cut a piece into two others.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface Piece {
  readonly text: string;
  readonly score: number;
}

/** int32 length of the longest piece, then for each piece: float32 score, int32 length, its bytes. */
function readPieces(file: Buffer): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 4; at < file.length; ) {
    const end = at + 8 + file.readInt32LE(at + 4);
    pieces.push({ text: file.toString('utf8', at + 8, end), score: file.readFloatLE(at) });
    at = end;
  }
  return pieces;
}

const special = ['<unk>', '<s>', '</s>'];
const space = '▁';

/** SentencePiece's own spelling, which llama2.c changed: control tokens without line ends, ▁ for spaces. */
function spelled({ text, score }: Piece, id: number): Piece {
  return { text: special[id] ?? text.replaceAll(' ', space), score };
}

function mergesOf(pieces: readonly Piece[]): string[] {
  const known = new Set(pieces.slice(special.length).map(({ text }) => text));
  return [...pieces.slice(special.length)]
    .filter(({ text }) => !/^<0x[0-9A-F]{2}>$/.test(text))
    .sort((a, b) => b.score - a.score)
    .flatMap(({ text }) =>
      Array.from({ length: text.length - 1 }, (_, cut) => [text.slice(0, cut + 1), text.slice(cut + 1)])
        .filter((halves) => halves.every((half) => known.has(half)))
        .map((halves) => halves.join(' ')),
    );
}

function tokenizerJson(pieces: readonly Piece[]): object {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'Prepend', prepend: space },
        { type: 'Replace', pattern: { String: ' ' }, content: space },
      ],
    },
    pre_tokenizer: null,
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
      pair: [
        { SpecialToken: { id: '<s>', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '<s>', type_id: 1 } },
        { Sequence: { id: 'B', type_id: 1 } },
      ],
      special_tokens: { '<s>': { id: '<s>', ids: [1], tokens: ['<s>'] } },
    },
    decoder: {
      type: 'Sequence',
      decoders: [
        { type: 'Replace', pattern: { String: space }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
        { type: 'Strip', content: ' ', start: 1, stop: 0 },
      ],
    },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: '<unk>',
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: true,
      byte_fallback: true,
      vocab: Object.fromEntries(pieces.map(({ text }, id) => [text, id])),
      merges: mergesOf(pieces),
    },
  };
}

const [source, target] = process.argv.slice(2);
if (source === undefined || target === undefined) {
  console.error('Usage: convert-vocabulary.ts tok512.bin tokenizer.json');
  process.exitCode = 2;
} else {
  const pieces = readPieces(readFileSync(source)).map(spelled);
  writeFileSync(target, `${JSON.stringify(tokenizerJson(pieces))}\n`);
}
