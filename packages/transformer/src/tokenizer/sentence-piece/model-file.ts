import { BinaryReader } from '@bufbuild/protobuf/wire';
import { FormatError } from '@heed/core';
import { tokenKinds } from '../token-kinds.ts';

/** A piece of a vocabulary. */
export interface SentencePiece {
  readonly text: string;
  /** Log-probability (Unigram), or the place among merges, negated (BPE). */
  readonly score: number;
  readonly kind: number;
}

/** A SentencePiece model, as far as encoding and decoding need it; defaults as in its format. */
export interface SentencePieceModel {
  readonly pieces: readonly SentencePiece[];
  readonly kind: 'unigram' | 'bpe';
  /** Writes what is no piece in bytes. */
  readonly fallsBackOnBytes: boolean;
  /** No piece goes over the beginning of a word. */
  readonly splitsWords: boolean;
  /** The compiled rules that characters are replaced by; empty for none. */
  readonly rules: Uint8Array;
  /** Puts a space before a text. */
  readonly addsSpace: boolean;
  /** Takes spaces from both ends, and all but one elsewhere. */
  readonly removesSpaces: boolean;
}

const kinds: Readonly<Record<number, SentencePieceModel['kind']>> = { 1: 'unigram', 2: 'bpe' };

/**
 * Reads a SentencePiece model (`source.spm`, `spm.model`, `spiece.model`, `sentencepiece.bpe.model`, `tokenizer.model`): the
 * message ModelProto of sentencepiece_model.proto.
 *
 * @param name What to call the file in messages.
 * @throws {FormatError} for what is no such model, or one of whole words or characters.
 */
export function readSentencePiece(bytes: Uint8Array, name: string): SentencePieceModel {
  try {
    return readModel(bytes, name);
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    throw new FormatError(`${name}: is no SentencePiece model, or a damaged one`, { cause });
  }
}

function readModel(bytes: Uint8Array, name: string): SentencePieceModel {
  const pieces: SentencePiece[] = [];
  let trainer: Uint8Array = new Uint8Array();
  let normalizer: Uint8Array = new Uint8Array();
  readMessage(bytes, {
    1: (reader) => pieces.push(readPiece(reader.bytes())),
    2: (reader) => {
      trainer = reader.bytes();
    },
    3: (reader) => {
      normalizer = reader.bytes();
    },
  });
  if (pieces.length === 0) throw new FormatError(`${name}: is no SentencePiece model: it has no pieces`);
  const found = { kind: 1, fallsBackOnBytes: false, splitsWords: true };
  readMessage(trainer, {
    3: (reader) => {
      found.kind = reader.int32();
    },
    22: (reader) => {
      found.splitsWords = reader.bool();
    },
    35: (reader) => {
      found.fallsBackOnBytes = reader.bool();
    },
  });
  const kind = kinds[found.kind];
  if (kind === undefined) {
    throw new FormatError(`${name}: its model type is ${found.kind}; 1 (Unigram) and 2 (BPE) are read`);
  }
  return { pieces, ...found, kind, ...readNormalizer(normalizer) };
}

function readPiece(bytes: Uint8Array): SentencePiece {
  const piece = { text: '', score: 0, kind: tokenKinds.normal as number };
  readMessage(bytes, {
    1: (reader) => {
      piece.text = reader.string();
    },
    2: (reader) => {
      piece.score = reader.float();
    },
    3: (reader) => {
      piece.kind = reader.int32();
    },
  });
  return piece;
}

function readNormalizer(
  bytes: Uint8Array,
): Pick<SentencePieceModel, 'rules' | 'addsSpace' | 'removesSpaces'> {
  const found = { rules: new Uint8Array() as Uint8Array, addsSpace: true, removesSpaces: true };
  readMessage(bytes, {
    2: (reader) => {
      found.rules = reader.bytes();
    },
    3: (reader) => {
      found.addsSpace = reader.bool();
    },
    4: (reader) => {
      found.removesSpaces = reader.bool();
    },
  });
  return found;
}

/** Calls the reader of each field that is wanted, and passes over the others. */
function readMessage(
  bytes: Uint8Array,
  fields: Readonly<Record<number, (reader: BinaryReader) => unknown>>,
): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    const read = fields[field];
    if (read === undefined) reader.skip(type, field);
    else read(reader);
  }
}
