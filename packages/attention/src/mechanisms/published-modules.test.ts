import {
  grad,
  logicalAnd,
  logicalNot,
  type Module,
  multiply,
  sum,
  type Tensor,
  tensor,
  valueAndGrad,
} from '@heed/core';
import { describe } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { type ParityRow, parity } from '../../../../fixtures/parity.ts';
import { type GoldenArray, readGolden } from '../../../../fixtures/read-golden.ts';
import {
  AttentionSinks,
  DifferentialAttention,
  MultiHeadAttention,
  RotaryPositions,
  softCapped,
  TalkingHeads,
} from '../index.ts';

type Golden = ReadonlyMap<string, GoldenArray>;
type Call = (states: Tensor, memory: Tensor | undefined) => Tensor;

function need(golden: Golden, name: string): GoldenArray {
  const array = golden.get(name);
  if (array === undefined) throw new Error(`the golden file has no ${name}`);
  return array;
}

function goldenTensor(golden: Golden, name: string): Tensor {
  const { data, shape } = need(golden, name);
  return tensor(data, { shape });
}

/** The name under which a parameter is published: `normalizer.projL.weight` → `proj_l.weight`. */
function publishedName(path: string): string {
  return path
    .replace('normalizer.', '')
    .replace('outProj', 'oProj')
    .replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Largest difference of the output, and of the gradients of the states, the memory and every parameter. */
function largestError(module: Module, golden: Golden, call: Call): number {
  for (const [path, parameter] of module.parameters()) {
    parameter.assign(goldenTensor(golden, `weight.${publishedName(path)}`));
  }
  const names = ['states', 'memory'].filter((name) => golden.has(name));
  const inputs = names.map((name) => goldenTensor(golden, name));
  const upstream = goldenTensor(golden, 'grad_output');
  const run = ([states, memory]: readonly Tensor[]): Tensor => {
    if (states === undefined) throw new Error('the golden file has no states');
    return call(states, memory);
  };
  const loss = (given: readonly Tensor[]): Tensor => sum(multiply(run(given), upstream));
  const ofInputs = grad((...given) => loss(given))(...inputs);
  const ofParameters = valueAndGrad(module, () => loss(inputs)).gradients;
  return Math.max(
    worstDifference(run(inputs), need(golden, 'output')),
    ...names.map((name, at) => worstDifference(ofInputs[at], need(golden, `grad.${name}`))),
    ...[...ofParameters].map(([path, gradient]) =>
      worstDifference(gradient, need(golden, `grad.weight.${publishedName(path)}`)),
    ),
  );
}

/** PyTorch's nn.MultiheadAttention under the names of the others: its joint projection in three. */
function separated(golden: Golden): Golden {
  const result = new Map<string, GoldenArray>();
  for (const [name, array] of golden) {
    const computed = name.startsWith('grad.') || name === 'output';
    if (computed && !name.endsWith('.f64')) continue;
    const plain = name.replace('.f64', '').replace('out_proj', 'o_proj').replace('query', 'states');
    for (const [at, part] of ['q', 'k', 'v'].entries()) {
      const field = plain.replace('in_proj_', `${part}_proj.`);
      result.set(field, field === plain ? array : third(array, at));
    }
  }
  return result;
}

function third({ data, shape }: GoldenArray, at: number): GoldenArray {
  const size = data.length / 3;
  const [rows = 0, ...rest] = shape;
  return { shape: [rows / 3, ...rest], data: data.slice(at * size, (at + 1) * size) };
}

/** PyTorch's masks, where true means left out, as one of ours. */
function maskOf(golden: Golden): Tensor {
  const attended = (name: string): Tensor => {
    const { data, shape } = need(golden, name);
    const [rows = 0, columns = 0] = shape;
    const axes = name === 'attn_mask' ? [1, 1, rows, columns] : [rows, 1, 1, columns];
    return logicalNot(tensor(data, { shape: axes, dtype: 'bool' }));
  };
  return logicalAnd(attended('attn_mask'), attended('key_padding_mask'));
}

type Described = Omit<ParityRow, 'tolerance'>;

function asPublished<Kind extends Module>(
  row: Described & { readonly golden: string },
  make: () => Kind,
  call: (module: Kind, states: Tensor, memory: Tensor | undefined) => Tensor,
): void {
  const { golden, ...described } = row;
  parity({ ...described, tolerance: 1e-5 }, () => {
    const module = make();
    return largestError(module, readGolden(`multihead-options/${golden}.safetensors`), (states, memory) =>
      call(module, states, memory),
    );
  });
}

const causally = (attention: MultiHeadAttention | DifferentialAttention, states: Tensor): Tensor =>
  attention.forward(states, { causal: true });

const transformers = 'transformers 5.24';

describe('options of multi-head attention', () => {
  const file = 'mechanisms/multi-head-attention.ts';

  parity(
    {
      mechanism: 'Multi-head attention',
      paper: 'Vaswani et al. 2017',
      file,
      reference: 'PyTorch 2.15 (nn.MultiheadAttention)',
      tolerance: 1e-5,
    },
    () => {
      const golden = separated(readGolden('torch/multihead/causal-key-padding.safetensors'));
      const attention = new MultiHeadAttention(16, 4);
      return largestError(attention, golden, (states) => attention.forward(states, { mask: maskOf(golden) }));
    },
  );

  asPublished(
    {
      mechanism: 'Grouped-query attention',
      paper: 'Ainslie et al. 2023',
      file,
      reference: `${transformers} (LlamaAttention)`,
      golden: 'grouped-query',
    },
    () => new MultiHeadAttention(6, 6, { headDimension: 2, keyValueHeads: 2, bias: false }),
    causally,
  );

  asPublished(
    {
      mechanism: 'Multi-query attention',
      paper: 'Shazeer 2019',
      file,
      reference: `${transformers} (LlamaAttention)`,
      golden: 'multi-query',
    },
    () => new MultiHeadAttention(5, 5, { headDimension: 2, keyValueHeads: 1 }),
    causally,
  );

  asPublished(
    {
      mechanism: 'Query-key normalisation',
      paper: 'Henry et al. 2020',
      file,
      reference: `${transformers} (Qwen3Attention)`,
      golden: 'query-key-norm',
    },
    () =>
      new MultiHeadAttention(7, 6, { headDimension: 4, keyValueHeads: 3, bias: false, queryKeyNorm: true }),
    causally,
  );

  asPublished(
    {
      mechanism: 'Cross-attention with its own width',
      paper: 'Vaswani et al. 2017',
      file,
      reference: 'PyTorch 2.15 (nn.MultiheadAttention, kdim and vdim)',
      golden: 'cross-width',
    },
    () => new MultiHeadAttention(6, 3, { memoryWidth: 11 }),
    (attention, states, memory) => attention.forward(states, memory ? { memory } : {}),
  );

  asPublished(
    {
      mechanism: 'Sliding window in multi-head attention',
      paper: 'Beltagy et al. 2020',
      file,
      reference: `${transformers} (MistralAttention)`,
      golden: 'sliding-window',
    },
    () => new MultiHeadAttention(5, 3, { headDimension: 2, window: 3, bias: false }),
    causally,
  );
});

describe('normalisers around softmax', () => {
  asPublished(
    {
      mechanism: 'Soft capping',
      paper: 'Gemma Team 2024',
      file: 'normalizers/soft-capped.ts',
      reference: `${transformers} (Gemma2Attention)`,
      golden: 'soft-cap',
    },
    () => new MultiHeadAttention(6, 3, { bias: false, scale: 1 / Math.sqrt(5), normalizer: softCapped(0.5) }),
    causally,
  );

  asPublished(
    {
      mechanism: 'Attention sinks',
      paper: 'Xiao et al. 2023; OpenAI 2025',
      file: 'normalizers/attention-sinks.ts',
      reference: `${transformers} (GptOssAttention)`,
      golden: 'sinks',
    },
    () =>
      new MultiHeadAttention(7, 4, { headDimension: 2, keyValueHeads: 2, normalizer: new AttentionSinks(4) }),
    causally,
  );

  asPublished(
    {
      mechanism: 'Talking heads',
      paper: 'Shazeer et al. 2020',
      file: 'normalizers/talking-heads.ts',
      reference: 'timm 1.0.31 (TalkingHeadAttn)',
      golden: 'talking-heads',
    },
    () => new MultiHeadAttention(6, 3, { normalizer: new TalkingHeads(3, { bias: true }) }),
    (attention, states) => attention.forward(states),
  );
});

describe('mechanisms of their own', () => {
  asPublished(
    {
      mechanism: 'Differential attention',
      paper: 'Ye et al. 2024',
      file: 'mechanisms/differential-attention.ts',
      reference: `${transformers} (DiffLlamaAttention)`,
      golden: 'differential',
    },
    () =>
      new DifferentialAttention(7, 3, {
        layer: 1,
        headDimension: 4,
        keyValueHeads: 1,
        positions: new RotaryPositions(4),
      }),
    causally,
  );
});
