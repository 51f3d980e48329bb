import { combineMasks, MultiHeadAttention } from '@heed/attention';
import {
  grad,
  LayerNorm,
  logicalNot,
  Module,
  multiply,
  RandomGenerator,
  reshape,
  scaledDotProductAttention,
  slice,
  sum,
  type Tensor,
  tensor,
  transpose,
  valueAndGrad,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { type GoldenArray, readGolden } from '../../../../fixtures/read-golden.ts';
import { baseConfig } from '../encoder-decoder/config.ts';
import { TransformerDecoder } from '../encoder-decoder/decoder.ts';
import { TransformerEncoder } from '../encoder-decoder/encoder.ts';
import { TransformerDecoderLayer } from './decoder-layer.ts';
import { TransformerEncoderLayer } from './encoder-layer.ts';

/** Our path, PyTorch's prefix, and which third of a joint projection it is. */
type TorchName = readonly [path: string, torch: string, third?: number | undefined];

type Golden = ReadonlyMap<string, GoldenArray>;

/** PyTorch's names for our paths: of attention, and of the parts of layers. */
const attentionNames = (prefix: string): TorchName[] => [
  ['qProj', `${prefix}in_proj_`, 0],
  ['kProj', `${prefix}in_proj_`, 1],
  ['vProj', `${prefix}in_proj_`, 2],
  ['outProj', `${prefix}out_proj.`],
];
const layerNames = (isDecoder: boolean): TorchName[] => [
  ...attentionNames('self_attn.').map(([path, ...rest]): TorchName => [`selfAttention.${path}`, ...rest]),
  ...(isDecoder ? attentionNames('multihead_attn.') : []).map(
    ([path, ...rest]): TorchName => [`crossAttention.${path}`, ...rest],
  ),
  ['selfAttentionNorm', 'norm1.'],
  ...(isDecoder ? [['crossAttentionNorm', 'norm2.'] satisfies TorchName] : []),
  ['feedForward.inner', 'linear1.'],
  ['feedForward.outer', 'linear2.'],
  ['feedForwardNorm', isDecoder ? 'norm3.' : 'norm2.'],
];

const asTensor = ({ data, shape }: GoldenArray, bool = false): Tensor =>
  bool ? tensor(data, { shape, dtype: 'bool' }) : tensor(data, { shape });

function need(golden: Golden, name: string): GoldenArray {
  const array = golden.get(name);
  if (array === undefined) throw new Error(`the golden file has no ${name}`);
  return array;
}

/** The golden array for one of our parameters: the whole, or a third of PyTorch's joint projection. */
function goldenFor(golden: Golden, path: string, names: TorchName[], prefix: string): Tensor {
  const field = path.slice(path.lastIndexOf('.') + 1);
  const entry = names.find(([own]) => path === `${own}.${field}`);
  if (entry === undefined) throw new Error(`no PyTorch name for ${path}`);
  const whole = asTensor(need(golden, `${prefix}${entry[1]}${field}`));
  const third = entry[2];
  if (third === undefined) return whole;
  const rows = (whole.shape[0] ?? 0) / 3;
  return slice(whole, { axis: 0, start: third * rows, end: (third + 1) * rows });
}

function load(module: Module, golden: Golden, names: TorchName[], prefix = 'weight.'): void {
  for (const [path, parameter] of module.parameters())
    parameter.assign(goldenFor(golden, path, names, prefix));
}

/** Largest difference, relative to the largest value where that is above 1. */
async function difference(actual: Tensor, expected: Tensor | GoldenArray): Promise<number> {
  const a = await actual.data();
  const b =
    'data' in expected && typeof expected.data !== 'function'
      ? expected.data
      : await (expected as Tensor).data();
  expect(a.length).toBe(b.length);
  let worst = 0;
  let scale = 1;
  for (let i = 0; i < a.length; i++) {
    worst = Math.max(worst, Math.abs((a[i] ?? Number.NaN) - (b[i] ?? 0)));
    scale = Math.max(scale, Math.abs(b[i] ?? 0));
  }
  return worst / scale;
}

/** Output, gradients of inputs and gradients of all parameters against the golden file. */
async function compare(
  module: Module,
  golden: Golden,
  names: TorchName[],
  inputs: Readonly<Record<string, Tensor>>,
  forward: (inputs: Readonly<Record<string, Tensor>>) => Tensor,
  prefix = '',
): Promise<void> {
  const upstream = asTensor(need(golden, 'grad_output'));
  const loss = (given: Readonly<Record<string, Tensor>>): Tensor => sum(multiply(forward(given), upstream));
  expect(await difference(forward(inputs), need(golden, 'output.f64'))).toBeLessThan(1e-5);
  const keys = Object.keys(inputs);
  const gradients = grad((...given) =>
    loss(Object.fromEntries(keys.map((key, i) => [key, given[i] as Tensor]))),
  )(...Object.values(inputs));
  for (const [i, key] of keys.entries()) {
    expect(await difference(gradients[i] as Tensor, need(golden, `grad.${key}.f64`)), key).toBeLessThan(1e-5);
  }
  for (const [path, gradient] of valueAndGrad(module, () => loss(inputs)).gradients) {
    const expected = goldenFor(golden, path, names, `grad.weight.${prefix}`);
    expect(await difference(gradient, expected), path).toBeLessThan(1e-5);
  }
}

/** PyTorch's masks (true = left out) as ours. */
function masks(golden: Golden, full: string, padding: string): Tensor | undefined {
  const whole = golden.get(full);
  const keys = golden.get(padding);
  const parts = [
    ...(whole ? [logicalNot(asTensor({ ...whole, shape: [1, 1, ...whole.shape] }, true))] : []),
    ...(keys
      ? [logicalNot(asTensor({ ...keys, shape: [keys.shape[0] ?? 0, 1, 1, keys.shape[1] ?? 0] }, true))]
      : []),
  ];
  return combineMasks(...parts);
}

describe('torch.nn.MultiheadAttention', () => {
  it.each(['self', 'causal', 'cross', 'key-padding', 'causal-key-padding', 'no-bias'])('%s', async (name) => {
    const golden = readGolden(`torch/multihead/${name}.safetensors`);
    const bias = golden.has('weight.in_proj_bias');
    const attention = new MultiHeadAttention(16, 4, { bias });
    const names = attentionNames('');
    load(attention, golden, names);
    const mask = masks(golden, 'attn_mask', 'key_padding_mask');
    const query = asTensor(need(golden, 'query'));
    const keys = golden.get('key');
    if (keys === undefined) {
      await compare(attention, golden, names, { query }, ({ query: x }) =>
        attention.forward(x as Tensor, { mask }),
      );
      return;
    }
    // Ours takes keys and values from one memory; where PyTorch was given two, the projections are called by hand.
    const memory = { query, key: asTensor(keys), value: asTensor(need(golden, 'value')) };
    await compare(attention, golden, names, memory, ({ query: q, key, value }) =>
      crossWith(attention, [q, key, value], mask),
    );
  });
});

function crossWith(
  attention: MultiHeadAttention,
  inputs: (Tensor | undefined)[],
  mask: Tensor | undefined,
): Tensor {
  const split = (x: Tensor): Tensor =>
    transpose(reshape(x, [x.shape[0] ?? 0, x.shape[1] ?? 0, 4, 4]), [0, 2, 1, 3]);
  const [q, k, v] = inputs as [Tensor, Tensor, Tensor];
  const context = scaledDotProductAttention(
    split(attention.qProj.forward(q)),
    split(attention.kProj.forward(k)),
    split(attention.vProj.forward(v)),
    mask ? { mask } : {},
  );
  return attention.outProj.forward(reshape(transpose(context, [0, 2, 1, 3]), q.shape));
}

const options = { width: 16, heads: 4, feedForwardWidth: 32, dropout: 0 } as const;

describe.each(['norm-first-gelu', 'norm-last-relu'])('torch.nn layers, %s', (name) => {
  const variant = {
    ...options,
    normFirst: name.startsWith('norm-first'),
    activation: name.endsWith('gelu') ? 'gelu' : 'relu',
  } as const;

  it('TransformerEncoderLayer', async () => {
    const golden = readGolden(`torch/encoder/${name}.safetensors`);
    const layer = new TransformerEncoderLayer(variant);
    load(layer, golden, layerNames(false));
    const mask = masks(golden, 'source_mask', 'source_key_padding_mask');
    const source = asTensor(need(golden, 'source'));
    await compare(layer, golden, layerNames(false), { source }, (given) =>
      layer.forward(given['source'] as Tensor, { mask }),
    );
  });

  it('TransformerDecoderLayer', async () => {
    const golden = readGolden(`torch/decoder/${name}.safetensors`);
    const layer = new TransformerDecoderLayer(variant);
    load(layer, golden, layerNames(true));
    const mask = masks(golden, 'target_mask', '');
    const memoryMask = masks(golden, '', 'memory_key_padding_mask');
    const inputs = { target: asTensor(need(golden, 'target')), memory: asTensor(need(golden, 'memory')) };
    await compare(layer, golden, layerNames(true), inputs, (given) =>
      layer.forward(given['target'] as Tensor, {
        memory: given['memory'] as Tensor,
        memoryMask,
        mask,
        causal: false,
      }),
    );
  });
});

class Both extends Module {
  readonly encoder: TransformerEncoder;
  readonly decoder: TransformerDecoder;
  readonly encoderNorm: LayerNorm | undefined;
  readonly decoderNorm: LayerNorm | undefined;

  constructor(normFirst: boolean) {
    super();
    const config = { ...baseConfig, ...options, encoderLayers: 2, decoderLayers: 2, normFirst };
    const generator = new RandomGenerator(0);
    this.encoder = new TransformerEncoder(config, generator);
    this.decoder = new TransformerDecoder(config, generator);
    // nn.Transformer closes each stack with one more norm in either form; ours only with pre-norm.
    this.encoderNorm = normFirst ? undefined : new LayerNorm(16);
    this.decoderNorm = normFirst ? undefined : new LayerNorm(16);
  }

  override forward(source: Tensor, target: Tensor, sourceMask: Tensor | undefined): Tensor {
    const encoded = this.encoder.forward(source, { mask: sourceMask });
    const memory = this.encoderNorm?.forward(encoded) ?? encoded;
    const decoded = this.decoder.forward(target, { memory, memoryMask: sourceMask });
    return this.decoderNorm?.forward(decoded) ?? decoded;
  }
}

describe('torch.nn.Transformer', () => {
  it.each(['norm-first', 'norm-last'])('%s', async (name) => {
    const golden = readGolden(`torch/transformer/${name}.safetensors`);
    const both = new Both(name === 'norm-first');
    const names = (['encoder', 'decoder'] as const).flatMap((stack) => [
      ...[0, 1].flatMap((index) =>
        layerNames(stack === 'decoder').map(
          ([path, torch, third]): TorchName => [
            `${stack}.layers.${index}.${path}`,
            `${stack}.layers.${index}.${torch}`,
            third,
          ],
        ),
      ),
      [name === 'norm-first' ? `${stack}.norm` : `${stack}Norm`, `${stack}.norm.`] satisfies TorchName,
    ]);
    load(both, golden, names);
    const mask = masks(golden, '', 'source_key_padding_mask');
    const inputs = { source: asTensor(need(golden, 'source')), target: asTensor(need(golden, 'target')) };
    await compare(both, golden, names, inputs, (given) =>
      both.forward(given['source'] as Tensor, given['target'] as Tensor, mask),
    );
  });
});
