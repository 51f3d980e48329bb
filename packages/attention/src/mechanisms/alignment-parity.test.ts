import {
  add,
  concat,
  grad,
  linear,
  multiply,
  reshape,
  slice,
  sum,
  type Tensor,
  tanh,
  tensor,
  transpose,
  valueAndGrad,
  where,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { float64, loadFloat64, need } from '../../../../fixtures/golden-module.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { type GoldenArray, readGolden } from '../../../../fixtures/read-golden.ts';
import {
  AdditiveAttention,
  type AlignmentAttention,
  type AlignOptions,
  LocalAttention,
  MultiplicativeAttention,
  paddingMask,
} from '../index.ts';

type Golden = ReadonlyMap<string, GoldenArray>;

/** The golden matrix of a product `x W`, as the weight of `x Wᵀ`; with a range, of some of its rows. */
function weightOf(golden: Golden, name: string, start = 0, end?: number): GoldenArray {
  const rows = slice(float64(need(golden, name)), { axis: 0, start, ...(end !== undefined && { end }) });
  const turned = transpose(rows);
  return { shape: turned.shape, data: Float64Array.from(turned.dataSync()) };
}

/** Where the arrays of our parameters stand in a golden file, of values or of gradients. */
function parametersOf(golden: Golden, prefix = ''): Map<string, GoldenArray> {
  const has = (name: string): boolean => golden.has(prefix + name);
  const turned = (name: string, ...range: number[]): GoldenArray => weightOf(golden, prefix + name, ...range);
  const found = new Map<string, GoldenArray>();
  if (has('W_query')) found.set('qProj.weight', turned('W_query')).set('kProj.weight', turned('U_key'));
  if (has('v')) found.set('vector', need(golden, `${prefix}v`));
  // In qᵀWk the golden W has our layout already.
  if (has('W_general')) found.set('kProj.weight', need(golden, `${prefix}W_general`));
  if (has('W_concat')) {
    found.set('qProj.weight', turned('W_concat', 0, 6)).set('kProj.weight', turned('W_concat', 6));
    found.set('vector', need(golden, `${prefix}v_concat`));
  }
  if (has('W_p')) found.set('positionProj.weight', turned('W_p'));
  if (has('v_p')) found.set('positionVector', need(golden, `${prefix}v_p`));
  return found;
}

const flat = (x: Tensor): Tensor => sum(x, { axis: 1 });

/** Largest difference of scores, weights, context and of all gradients from the golden file's. */
function error(file: string, attention: AlignmentAttention): number {
  const golden = readGolden(`alignment/${file}.safetensors`);
  const gradients = readGolden(`alignment/${file}-gradients.safetensors`);
  const parameters = parametersOf(golden);
  loadFloat64(attention, (path) => need(parameters, path));

  const lengths = golden.get('lengths');
  const keyLength = need(golden, 'keys').shape[1] ?? 0;
  const centres = file === 'local-m' ? golden.get('p') : undefined;
  const options: Omit<AlignOptions, 'memory'> = {
    ...(lengths && { mask: paddingMask(Array.from(lengths.data, Number), keyLength) }),
    ...(centres && { positions: tensor([Array.from(centres.data)], { dtype: 'int32' }) }),
  };
  const run = (queries: Tensor, memory: Tensor): ReturnType<AlignmentAttention['forward']> =>
    attention.forward(queries, { memory, ...options });
  const upstream = (name: string): Tensor => float64(need(gradients, `upstream.${name}`));
  const loss = (queries: Tensor, memory: Tensor): Tensor => {
    const { context, weights } = run(queries, memory);
    return add(
      sum(multiply(context, upstream('context'))),
      sum(multiply(flat(weights), upstream('weights'))),
    );
  };

  const given = [float64(need(golden, 'query')), float64(need(golden, 'keys'))] as const;
  const { context, weights, scores } = run(...given);
  // The golden scores tell of padding too, of which ours know nothing.
  const goldenScores = float64(need(golden, 'scores'));
  const seenScores = options.mask ? where(options.mask, scores, reshape(goldenScores, scores.shape)) : scores;
  const [forQueries, forKeys] = grad((queries = given[0], memory = given[1]) => loss(queries, memory))(
    ...given,
  );
  const differences = [
    worstDifference(context, need(golden, 'context')),
    worstDifference(flat(weights), need(golden, 'weights')),
    worstDifference(flat(seenScores), need(golden, 'scores')),
    worstDifference(forQueries ?? context, need(gradients, 'grad.query')),
    worstDifference(forKeys ?? context, need(gradients, 'grad.keys')),
  ];
  if (parameters.size > 0) {
    const expected = parametersOf(gradients, 'grad.');
    const found = valueAndGrad(attention, () => loss(...given)).gradients;
    expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [path, gradient] of found) differences.push(worstDifference(gradient, need(expected, path)));
  }
  return Math.max(...differences);
}

const reference = 'float64 NumPy from the paper, gradients of PyTorch 2.15';

parity(
  {
    mechanism: 'Additive attention',
    paper: 'Bahdanau et al. 2015',
    file: 'mechanisms/additive-attention.ts',
    reference,
    tolerance: 1e-12,
  },
  () =>
    Math.max(
      error('additive', new AdditiveAttention(6, 8, 10)),
      error('additive-lengths', new AdditiveAttention(6, 8, 10)),
    ),
);

parity(
  {
    mechanism: 'Multiplicative attention (dot, general, concat)',
    paper: 'Luong et al. 2015, §3.1',
    file: 'mechanisms/multiplicative-attention.ts',
    reference,
    tolerance: 1e-12,
  },
  () => {
    const scores = ['dot', 'general', 'concat'] as const;
    return Math.max(
      ...scores.map((score) => error(`global-${score}`, new MultiplicativeAttention(6, 6, { score }))),
    );
  },
);

for (const [name, alignment] of [
  ['local-m', 'monotonic'],
  ['local-p', 'predictive'],
] as const) {
  parity(
    {
      mechanism: `Local attention, ${alignment} (${name})`,
      paper: 'Luong et al. 2015, §3.2',
      file: 'mechanisms/local-attention.ts',
      reference,
      tolerance: 1e-12,
    },
    () => error(name, new LocalAttention(6, 6, { alignment, window: 2 })),
  );
}

describe('the attentional state of Luong et al. 2015', () => {
  it('is tanh(W_c [c; h])', () => {
    const golden = readGolden('alignment/global-general.safetensors');
    const both = concat([float64(need(golden, 'context')), float64(need(golden, 'query'))], { axis: 2 });
    const state = tanh(linear(both, float64(weightOf(golden, 'W_c'))));
    expect(worstDifference(state, need(golden, 'attentional_hidden'))).toBeLessThan(1e-12);
  });
});
