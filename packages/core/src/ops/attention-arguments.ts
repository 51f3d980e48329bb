import { DTypeError, OptionError, ShapeError } from '../errors.ts';
import { checkOptions } from '../options.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** Options of `scaledDotProductAttention` and `attentionWeights`. */
export interface AttentionOptions {
  /** Boolean [batch|1, heads|1, L|1, keys], true = attend. */
  readonly mask?: Tensor | undefined;
  /** Added to the scaled scores; floats [batch|1, heads|1, L|1, keys]. */
  readonly bias?: Tensor | undefined;
  /** Query i stands at `keys − L + i` and attends to no later key. */
  readonly causal?: boolean;
  /** Factor of the scores; 1/√headDimension by default. */
  readonly scale?: number | undefined;
  /** How many of the keys exist, for caches with spare room; all by default. */
  readonly keyLength?: number;
}

/** What the attention kernels are told; mask and bias follow queries, keys and values in the inputs. */
export type AttentionAttributes = {
  readonly causal: boolean;
  readonly scale: number;
  readonly hasMask: boolean;
  readonly hasBias: boolean;
  readonly keyLength: number;
};

const optionNames = ['mask', 'bias', 'causal', 'scale', 'keyLength'];
const none: readonly Tensor[] = [];

function checkSizes(name: string, queries: Tensor, keys: Tensor, values: Tensor | undefined): void {
  const fault = faultOf(queries, keys, values);
  if (fault === undefined) return;
  const seen = [queries, keys, ...(values ? [values] : [])].map(({ shape }) => showShape(shape));
  throw new ShapeError(`${name}: ${fault}: ${seen.join(', ')}`);
}

function faultOf(queries: Tensor, keys: Tensor, values: Tensor | undefined): string | undefined {
  if (queries.rank !== 4 || keys.rank !== 4 || (values !== undefined && values.rank !== 4)) {
    return 'queries, keys and values must be [batch, heads, length, dimension]';
  }
  const [batch, heads = 0, , width] = queries.shape;
  const [keyBatch, keyHeads = 0, length, keyWidth] = keys.shape;
  if (batch !== keyBatch || width !== keyWidth) return 'batch and dimension of queries and keys differ';
  if (keyHeads === 0 || heads % keyHeads !== 0) {
    return `${heads} query heads do not divide into ${keyHeads} key heads`;
  }
  if (values === undefined) return undefined;
  const alike = values.shape[0] === batch && values.shape[1] === keyHeads && values.shape[2] === length;
  return alike ? undefined : 'keys and values differ in batch, heads or length';
}

/** Masks and biases have four axes, each 1 or the full size; the keys' axis is always written out. */
function checkExtra(name: string, kind: string, extra: Tensor, full: readonly number[]): void {
  const fits =
    extra.rank === 4 &&
    extra.shape.every((length, axis) => length === full[axis] || (length === 1 && axis < 3));
  if (!fits) {
    throw new ShapeError(
      `${name}: a ${kind} has axes [batch, heads, queries, keys], here ${showShape(full)} ` +
        `(the first three may be 1), got ${showShape(extra.shape)}`,
    );
  }
}

/** Checks the arguments of attention and turns the options into attributes and further inputs. */
export function checkAttention(
  name: string,
  queries: Tensor,
  keys: Tensor,
  values: Tensor | undefined,
  options: AttentionOptions,
): { attributes: AttentionAttributes; extras: readonly Tensor[] } {
  checkOptions(name, options, optionNames);
  checkSizes(name, queries, keys, values);
  const { mask, bias, causal = false } = options;
  const [batch = 0, heads = 0, length = 0, width = 0] = queries.shape;
  const room = keys.shape[2] ?? 0;
  const { keyLength = room, scale = 1 / Math.sqrt(width) } = options;
  if (!Number.isInteger(keyLength) || keyLength < 0 || keyLength > room) {
    throw new ShapeError(`${name}: keyLength must lie in 0…${room}, got ${keyLength}`);
  }
  if (!Number.isFinite(scale)) throw new OptionError(`${name}: scale must be a finite number, got ${scale}`);
  const attributes = {
    causal,
    scale,
    hasMask: mask !== undefined,
    hasBias: bias !== undefined,
    keyLength,
  };
  if (mask === undefined && bias === undefined) return { attributes, extras: none };
  const full = [batch, heads, length, keyLength];
  if (mask !== undefined && mask.dtype !== 'bool') {
    throw new DTypeError(
      `${name}: mask must be bool (true = attend), got ${mask.dtype}; numbers to add go in bias`,
    );
  }
  if (mask !== undefined) checkExtra(name, 'mask', mask, full);
  if (bias !== undefined) checkExtra(name, 'bias', bias, full);
  if (bias !== undefined && bias.dtype !== queries.dtype) {
    throw new DTypeError(
      `${name}: bias must be ${queries.dtype}, got ${bias.dtype}; a boolean belongs in mask`,
    );
  }
  return { attributes, extras: [...(mask ? [mask] : []), ...(bias ? [bias] : [])] };
}
