import { openJax, toArray } from '../../peers/jax.mjs';

const [decay, rate] = [0.01, 3e-4];
const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];

/** The embedding is a product with one-hot rows, since the gradient of a gather does not compile in jax-js 0.1.25. */
export const prepare = async (setting, inputs) => {
  const { vocabulary, width, layers, heads, length, batch } = setting;
  const jax = await openJax(setting.threads);
  const { numpy: np, nn, jit, valueAndGrad, tree } = jax;
  const rows = batch * length;
  const fill = (size, value) => np.array(new Float32Array(size).fill(value));
  const weight = (name) => toArray(jax, inputs[name]);

  const parameters = {
    tokens: weight('transformer.wte.weight'),
    positions: weight('transformer.wpe.weight'),
    head: weight('lm_head.weight'),
    gain: fill(width, 1),
    shift: fill(width, 0),
    blocks: Array.from({ length: layers }, (_, layer) => ({
      gain1: fill(width, 1),
      shift1: fill(width, 0),
      gain2: fill(width, 1),
      shift2: fill(width, 0),
      qkv: weight(`transformer.h.${layer}.attn.c_attn.weight`),
      qkvBias: fill(3 * width, 0),
      out: weight(`transformer.h.${layer}.attn.c_proj.weight`),
      outBias: fill(width, 0),
      up: weight(`transformer.h.${layer}.mlp.c_fc.weight`),
      upBias: fill(4 * width, 0),
      down: weight(`transformer.h.${layer}.mlp.c_proj.weight`),
      downBias: fill(width, 0),
    })),
  };
  const toIds = ({ data }) =>
    np.array(
      Int32Array.from(data, (value) => Math.floor(((value + 1) / 2) * vocabulary)),
      { dtype: np.int32 },
    );
  const [ids, targets] = [toIds(inputs.ids), toIds(inputs.targets)];

  const norm = (x, gain, shift) => {
    const centered = x.ref.sub(np.mean(x, -1, { keepdims: true }));
    const variance = np.mean(np.square(centered.ref), -1, { keepdims: true });
    return centered
      .div(np.sqrt(variance.add(1e-5)))
      .mul(gain)
      .add(shift);
  };
  const block = (x, part) => {
    const projected = np.matmul(norm(x.ref, part.gain1, part.shift1), part.qkv).add(part.qkvBias);
    const turned = projected.reshape([batch, length, 3, heads, width / heads]);
    const [q, k, v] = [0, 1, 2].map((at) => (at < 2 ? turned.ref : turned).slice([], [], at));
    const context = nn.dotProductAttention(q, k, v, { isCausal: true }).reshape([rows, width]);
    const between = x.add(np.matmul(context, part.out).add(part.outBias));
    const inner = np.matmul(norm(between.ref, part.gain2, part.shift2), part.up).add(part.upBias);
    return between.add(np.matmul(nn.gelu(inner, { approximate: true }), part.down).add(part.downBias));
  };
  const loss = (given, x, y) => {
    const embedded = np.matmul(nn.oneHot(x, vocabulary), given.tokens).reshape([batch, length, width]);
    let states = embedded.add(given.positions).reshape([rows, width]);
    for (const part of given.blocks) states = block(states, part);
    const logits = np.matmul(norm(states, given.gain, given.shift), np.transpose(given.head));
    return nn
      .logSoftmax(logits, -1)
      .mul(nn.oneHot(y, vocabulary))
      .sum()
      .mul(-1 / rows);
  };
  const differentiate = jit(valueAndGrad(loss));
  const update = jit((value, gradient, first, second, scale1, scale2) => {
    const mean = first.mul(beta1).add(gradient.ref.mul(1 - beta1));
    const square = second.mul(beta2).add(np.square(gradient).mul(1 - beta2));
    const step = mean.ref.mul(scale1).div(np.sqrt(square.ref.mul(scale2)).add(epsilon));
    return [value.ref.sub(step.add(value.mul(decay)).mul(rate)), mean, square];
  });

  const [leaves, definition] = tree.flatten(parameters);
  const moments = [1, 2].map(() => leaves.map(({ shape }) => np.zeros(shape)));
  const losses = [];
  return {
    run: async () => {
      const given = tree.unflatten(
        definition,
        leaves.map((leaf) => leaf.ref),
      );
      const [value, gradients] = differentiate(given, ids.ref, targets.ref);
      const step = losses.length + 1;
      const scales = [1 / (1 - beta1 ** step), 1 / (1 - beta2 ** step)];
      for (const [at, gradient] of tree.flatten(gradients)[0].entries()) {
        const [first, second] = moments;
        const now = update(
          leaves[at],
          gradient,
          first[at],
          second[at],
          ...scales.map((scale) => np.array(scale)),
        );
        [leaves[at], first[at], second[at]] = now;
      }
      await Promise.all(leaves.map((leaf) => leaf.blockUntilReady()));
      losses.push((await value.data())[0]);
    },
    answer: () => losses.slice(0, 3),
  };
};
