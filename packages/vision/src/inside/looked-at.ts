import { attentionRollout } from '@heed/attention';
import {
  checkKind,
  collect,
  keep,
  Module,
  mean,
  OptionError,
  reshape,
  ShapeError,
  showShape,
  showValue,
  slice,
  squeeze,
  type Tensor,
} from '@heed/core';
import type { PatchModel } from '../models/vision-model.ts';
import { gridOf, type Size } from '../patches/size.ts';

/** What a model made of pictures, and what it looked at on the way. It lives until `dispose()`, or to the end of a block with `using`. */
export interface LookedAt extends Disposable {
  /** What `forward` gave. */
  readonly output: Tensor;
  /** Attention weights from the first layer, or the first of the last stage, to the last, each [batch, heads, tokens, tokens]. */
  readonly layers: readonly Tensor[];
  /** Number of tokens before the patches. */
  readonly firstTokens: number;
  /** Rows and columns of patches. */
  readonly grid: Size;
  /** Frees the attention weights. */
  dispose(): void;
}

/**
 * Runs a model and keeps the attention weights of all its layers; of a model in stages, such as SegFormer, those of the last
 * stage, whose patches see each other on one grid. Asking changes no numbers.
 *
 * @param look What to run, such as `() => model.forward(pixels)`.
 * @throws {OptionError} for a model whose last layer does not attend to all patches at once.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { classAttention, lookAt, readViTConfig, ViTForImageClassification } from '@heed/vision';
 * const config = readViTConfig(
 *   new HfConfig({
 *     image_size: 16, patch_size: 4, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new ViTForImageClassification(config).initialize(generator);
 * const pixels = generator.normal([1, 3, 16, 16]);
 * using seen = lookAt(model, pixels, () => model.forward(pixels));
 * console.log(seen.grid, classAttention(seen).shape); // [4, 4] [1, 2, 4, 4]
 * ```
 */
export function lookAt(model: PatchModel, pixels: Tensor, look: () => Tensor): LookedAt {
  if (!(model instanceof Module && 'attentionPath' in model)) {
    throw new OptionError(`lookAt: the model of a picture in patches is needed, got ${showValue(model)}`);
  }
  checkKind('lookAt: pixels', pixels, 'a tensor');
  const grid = gridOf(pixels.shape, model.config.patchSize);
  const paths = Array.from({ length: model.config.layers }, (_, layer) => model.attentionPath(layer));
  const activations = collect(model, paths, look);
  try {
    const layers = wholeLayers(
      paths.map((path) => activations.at(path)),
      model.firstTokens + grid[0] * grid[1],
    ).map((weights) => keep(perPicture(weights, pixels.shape[0] ?? 0)));
    const dispose = (): void => {
      activations.dispose();
      for (const layer of layers) layer.dispose();
    };
    const { firstTokens } = model;
    return { output: activations.result, layers, firstTokens, grid, dispose, [Symbol.dispose]: dispose };
  } catch (error) {
    activations.dispose();
    throw error;
  }
}

/** The last layers, in which all tokens attend to each other. */
function wholeLayers(all: readonly Tensor[], tokens: number): readonly Tensor[] {
  const last = all.findLastIndex(({ shape }) => shape[2] !== tokens || shape[3] !== tokens);
  const whole = all.slice(last + 1);
  if (whole.length > 0) return whole;
  throw new OptionError(
    `lookAt: ${tokens} tokens should attend to each other, and the last layer has weights ${showShape(all[last]?.shape ?? [])}`,
  );
}

/** The mean of the maps that a layer has for each picture: MobileViT has one for each place within patches. */
function perPicture(weights: Tensor, pictures: number): Tensor {
  const [maps = 0, ...map] = weights.shape;
  if (maps === pictures) return weights;
  return mean(reshape(weights, [pictures, maps / pictures, ...map]), { axis: 1 });
}

/**
 * What the class token looks at in one layer, head by head, as DINO shows it (Caron et al. 2021): [batch, heads, rows,
 * columns]. Without a class token it is the mean of all patches. Weights on class and register tokens are left out.
 *
 * @param layer The last one by default; negative numbers count from the end.
 * @throws {OptionError} for a layer that there is not.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { classAttention, lookAt, readViTConfig, ViTForImageClassification } from '@heed/vision';
 * const config = new HfConfig({
 *   image_size: 8, patch_size: 4, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 2, num_attention_heads: 2,
 * });
 * const generator = new RandomGenerator(0);
 * const model = new ViTForImageClassification(readViTConfig(config)).initialize(generator);
 * const pixels = generator.normal([1, 3, 8, 8]);
 * const seen = lookAt(model, pixels, () => model.forward(pixels));
 * console.log(classAttention(seen, 0).shape); // [1, 2, 2, 2]: both heads, on two rows of two patches
 * ```
 */
export function classAttention(seen: LookedAt, layer = -1): Tensor {
  const { layers, firstTokens, grid } = checkLookedAt('classAttention', seen);
  const weights = layers.at(layer);
  if (weights === undefined) {
    throw new OptionError(`classAttention: layer ${layer} of ${layers.length} layers`);
  }
  const [batch = 0, heads = 0] = weights.shape;
  const rows = slice(weights, { axis: 3, start: firstTokens });
  const looks =
    firstTokens === 0 ? mean(rows, { axis: 2 }) : squeeze(slice(rows, { axis: 2, end: 1 }), { axis: 2 });
  return reshape(looks, [batch, heads, ...grid]);
}

/**
 * What reaches the class token from each patch through all layers (Abnar & Zuidema 2020): [batch, rows, columns]. Without
 * a class token it is the mean of all patches.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { classRollout, lookAt, readViTConfig, ViTForImageClassification } from '@heed/vision';
 * const config = new HfConfig({
 *   image_size: 8, patch_size: 4, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 2, num_attention_heads: 2,
 * });
 * const generator = new RandomGenerator(0);
 * const model = new ViTForImageClassification(readViTConfig(config)).initialize(generator);
 * const pixels = generator.normal([1, 3, 8, 8]);
 * const seen = lookAt(model, pixels, () => model.forward(pixels));
 * console.log(classRollout(seen).shape); // [1, 2, 2]
 * ```
 */
export function classRollout(seen: LookedAt): Tensor {
  const { layers, firstTokens, grid } = checkLookedAt('classRollout', seen);
  const rollout = attentionRollout(layers);
  const patches = slice(rollout, { axis: 2, start: firstTokens });
  const reached =
    firstTokens === 0
      ? mean(patches, { axis: 1 })
      : squeeze(slice(patches, { axis: 1, end: 1 }), { axis: 1 });
  return reshape(reached, [rollout.shape[0] ?? 0, ...grid]);
}

/**
 * How alike the states of patches are to that of one patch: cosines, [rows, columns]. In DINOv2, patches of the same part
 * of things are alike, within a picture and between pictures.
 *
 * @param states [1, tokens, width], what an encoder gave for one picture.
 * @param place Row and column of the patch.
 * @throws {ShapeError} for states that do not fit the grid.
 * @throws {OptionError} for a patch outside it.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { patchSimilarity } from '@heed/vision';
 * const states = new RandomGenerator(0).normal([1, 1 + 6, 8]);
 * const alike = patchSimilarity(states, { firstTokens: 1, grid: [2, 3] }, [1, 2]);
 * console.log(alike[1]?.[2]); // 1
 * ```
 */
export function patchSimilarity(
  states: Tensor,
  looked: Pick<LookedAt, 'firstTokens' | 'grid'>,
  place: Size,
): number[][] {
  checkKind('patchSimilarity: place', place, 'a list');
  const [row, column] = place;
  checkKind('patchSimilarity: states', states, 'a tensor');
  checkKind('patchSimilarity: looked', looked, 'an object');
  const { firstTokens, grid } = looked;
  checkKind('patchSimilarity: grid', grid, 'a list');
  const [batch = 0, tokens = 0, width = 0] = states.shape;
  const [rows, columns] = grid;
  if (batch !== 1 || tokens !== firstTokens + rows * columns) {
    throw new ShapeError(
      `patchSimilarity: states must be [1, ${firstTokens} + ${rows} · ${columns}, width], got ${showShape(states.shape)}`,
    );
  }
  if (!(row >= 0 && row < rows && column >= 0 && column < columns)) {
    throw new OptionError(`patchSimilarity: patch ${row}, ${column} of ${rows} × ${columns}`);
  }
  const numbers = states.dataSync();
  const vector = (patch: number): ArrayLike<number> => {
    return numbers.slice((firstTokens + patch) * width, (firstTokens + patch + 1) * width);
  };
  const from = vector(row * columns + column);
  return Array.from({ length: rows }, (_, y) => {
    return Array.from({ length: columns }, (__, x) => cosine(from, vector(y * columns + x)));
  });
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [product, ofA, ofB] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    product += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return product / Math.sqrt(ofA * ofB);
}

/** Refuses, of callers without types, what {@link lookAt} did not give, such as its promise. */
export function checkLookedAt(name: string, seen: LookedAt): LookedAt {
  checkKind(`${name}: layers`, Object(seen).layers, 'a list');
  checkKind(`${name}: grid`, Object(seen).grid, 'a list');
  for (const layer of seen.layers) checkKind(`${name}: a layer`, layer, 'a tensor');
  return seen;
}
