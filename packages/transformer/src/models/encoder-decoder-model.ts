import { gather, isWatched, Module, OptionError, passBy, Tensor } from '@heed/core';
import { DecoderCache, type EncodedSource } from '../encoder-decoder/decoder.ts';
import type { PairLengths, SequenceConfig, SequenceToSequence } from '../sequence-to-sequence.ts';
import { checkHfConfig, type HfConfig } from './hf-config.ts';
import { lastPositions } from './last-positions.ts';
import { realTokens } from './packing/move-states.ts';
import { checkLengths, paddingOf } from './packing/without-padding.ts';

/** What every published encoder–decoder tells of itself. */
export interface EncoderDecoderModelConfig extends SequenceConfig {
  readonly decoderLayers: number;
  /** The token that every generation begins with, such as that of the target language: `forced_bos_token_id`. */
  readonly forcedFirstId?: number | undefined;
  /** The token in the last place of a generation that uses up its length: `forced_eos_token_id`. */
  readonly forcedLastId?: number | undefined;
}

/** How a target is read. */
export interface TargetOptions {
  /** Keys and values of what was read before. */
  readonly cache: DecoderCache | undefined;
  /** How many of the last tokens are answered; all if undefined. */
  readonly lastPositions: number | undefined;
  /** Padding that is left out, for a model that says `takesLengths`: real tokens alone are answered. */
  readonly lengths?: PairLengths | undefined;
}

/**
 * What encoder–decoders share, whatever they are made of: an encoder is run once for a source, a decoder step by step with
 * a cache. Training and generation take any of them, see `SequenceToSequence`.
 *
 * Observers can ask for `logits`, [batch, target length, vocabulary], also of each step of a generation.
 */
export abstract class EncoderDecoderModel
  extends Module
  implements SequenceToSequence<EncodedSource, DecoderCache>
{
  abstract readonly config: EncoderDecoderModelConfig;
  /** True for a model whose layers leave padding out: it may be given lengths. */
  readonly takesLengths: boolean = false;

  /**
   * States of the source: int32 [batch, source length] → [batch, source length, width].
   *
   * @param mask boolean [batch|1, 1, 1, source length], true = a real token
   * @param lengths In place of a mask, for a model that says `takesLengths`: real tokens of each row.
   */
  protected abstract readSource(
    source: Tensor,
    mask: Tensor | undefined,
    lengths?: readonly number[],
  ): Tensor;

  /** Logits of the target, [batch, target length, vocabulary]; with a cache, of its new tokens. See {@link statesAsked}. */
  protected abstract readTarget(target: Tensor, source: EncodedSource, options: TargetOptions): Tensor;

  override get observationPoints(): readonly string[] {
    return ['logits'];
  }

  /**
   * Logits of the next target token at each position.
   *
   * @param source int32 [batch, source length]
   * @param target int32 [batch, target length], starting with the start id
   * @param padding boolean [batch|1, 1, 1, source length], true = a real token of the source; padding may be on either
   * side. Or, where the model says `takesLengths`, the lengths of sources and targets: no time goes into padding then
   * @returns [batch, target length, vocabulary]; with lengths, logits of real target tokens alone, one target behind the
   * other, [tokens, vocabulary]
   * @throws {OptionError} for lengths that do not fit, or to a model that takes none
   */
  override forward(source: Tensor, target: Tensor, padding?: Tensor | PairLengths): Tensor {
    if (padding === undefined || padding instanceof Tensor) {
      return this.decode(target, this.encode(source, padding));
    }
    const encoded = this.encode(source, padding.sources);
    checkLengths(target, padding.targets);
    // Observers see the logits as they always do.
    if (isWatched(this)) return realTokens(this.decode(target, encoded), padding.targets);
    return this.readTarget(target, encoded, { cache: undefined, lastPositions: undefined, lengths: padding });
  }

  /**
   * Runs the encoder over int32 [batch, length].
   *
   * @param padding As in {@link forward}: a mask, or the lengths of the sources.
   */
  encode(source: Tensor, padding?: Tensor | readonly number[]): EncodedSource {
    if (padding === undefined || padding instanceof Tensor) {
      return { memory: this.readSource(source, padding), mask: padding };
    }
    if (!this.takesLengths) throw new OptionError(`${this.constructor.name} takes a mask, not lengths`);
    const mask = paddingOf(source, { lengths: padding });
    return { memory: this.readSource(source, undefined, padding), mask };
  }

  /**
   * Runs the decoder; with a cache, `target` holds only the tokens that are new.
   *
   * @param lastPositions Answers so many of the last tokens alone; all by default.
   */
  decode(target: Tensor, source: EncodedSource, cache?: DecoderCache, lastPositions?: number): Tensor {
    return passBy(this, 'logits', this.readTarget(target, source, { cache, lastPositions }));
  }

  /** An empty cache for {@link decode}. */
  createCache(): DecoderCache {
    return new DecoderCache(this.config.decoderLayers);
  }

  /** Rows of an encoded batch, picked anew: int32 [rows]. */
  selectRows({ memory, mask }: EncodedSource, rows: Tensor): EncodedSource {
    return {
      memory: gather(memory, rows, { axis: 0 }),
      // A mask for all rows alike stays as it is.
      mask: mask === undefined || mask.shape[0] !== memory.shape[0] ? mask : gather(mask, rows, { axis: 0 }),
    };
  }
}

/**
 * The states of a target whose logits are asked for, for a model of your own on {@link EncoderDecoderModel}: [batch,
 * length, width] → [batch, count, width], or [tokens, width] where padding is left out.
 *
 * @example
 * ```ts
 * import { ones } from '@heed/core';
 * import { statesAsked } from '@heed/transformer';
 * const lengths = { sources: [4, 2], targets: [3, 1] };
 * const options = { cache: undefined, lastPositions: undefined, lengths };
 * console.log(statesAsked(ones([2, 3, 8]), options).shape); // [4, 8]
 * ```
 */
export function statesAsked(states: Tensor, options: TargetOptions): Tensor {
  const { lengths, lastPositions: count } = options;
  return lengths === undefined ? lastPositions(states, count) : realTokens(states, lengths.targets);
}

/** The names in a weight file, such as the `entries` of a `WeightSource`: some things only they tell. */
export interface WeightNames {
  /** True for a name that the file has. */
  has(name: string): boolean;
}

/**
 * One id of a published config, inside the vocabulary.
 *
 * @param fallback For a field that is absent or null.
 * @throws {FormatError} for a list of several, and for an id outside the vocabulary.
 *
 * @example
 * ```ts
 * import { HfConfig, readId } from '@heed/transformer';
 * console.log(readId(new HfConfig({ eos_token_id: 2 }), 'eos_token_id', 0, 11)); // 2
 * ```
 */
export function readId(hf: HfConfig, field: string, fallback: number, vocabularySize: number): number {
  checkHfConfig('readId', hf);
  const [id = fallback, ...more] = hf.ids(field);
  if (more.length > 0 || id >= vocabularySize) {
    throw hf.unsupported(field, `one id below ${vocabularySize}, the size of the vocabulary`);
  }
  return id;
}

/**
 * The same for an id that a config may leave out.
 *
 * @example
 * ```ts
 * import { HfConfig, readOptionalId } from '@heed/transformer';
 * console.log(readOptionalId(new HfConfig({}), 'forced_bos_token_id', 11)); // undefined
 * ```
 */
export function readOptionalId(hf: HfConfig, field: string, vocabularySize: number): number | undefined {
  checkHfConfig('readOptionalId', hf);
  return hf.ids(field).length === 0 ? undefined : readId(hf, field, 0, vocabularySize);
}
