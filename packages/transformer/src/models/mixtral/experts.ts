import {
  concat,
  divide,
  gather,
  Linear,
  Module,
  multiply,
  reshape,
  scatterAdd,
  softmax,
  sum,
  type Tensor,
  tensor,
  to,
  topK,
} from '@heed/core';
import { stackLayers } from '../../layers/stack-layers.ts';
import { type ActivatedLinear, activatedLinear } from '../activations.ts';
import type { MixtralConfig } from './config.ts';

/** One expert, a gated feed-forward layer (Shazeer 2020): `w2(act(w1(x)) ⊙ w3(x))`. */
export class MixtralExpert extends Module {
  readonly w1: Linear;
  readonly w2: Linear;
  readonly w3: Linear;
  readonly #activated: ActivatedLinear;

  constructor(config: MixtralConfig) {
    super(config);
    const { width, feedForwardWidth, activation } = config;
    this.w1 = new Linear(width, feedForwardWidth, { bias: false });
    this.w2 = new Linear(feedForwardWidth, width, { bias: false });
    this.w3 = new Linear(width, feedForwardWidth, { bias: false });
    this.#activated = activatedLinear(activation);
  }

  override forward(x: Tensor): Tensor {
    return this.w2.forward(this.#activated(this.w1, x, this.w3));
  }
}

/**
 * A sparse mixture of experts (Shazeer et al. 2017; Jiang et al. 2024): a router gives each token a distribution over
 * experts, the token goes to the k likeliest, and their outputs are added by their probabilities, which are first
 * made to sum to 1: `y = Σₑ pₑ expertₑ(x) / Σₑ pₑ`, e among the k. [batch, length, width] → the same shape.
 *
 * The tokens of an expert are gathered, so that it runs once, over them alone; one that got none does not run. Who
 * goes where is read from the backend at once (`dataSync`). Observers see the router's logits at `gate`, [batch,
 * length, experts], and what an expert made of its tokens at `experts.0` and so on, [its tokens, width].
 */
export class MixtralSparseMoe extends Module {
  readonly gate: Linear;
  readonly experts: readonly MixtralExpert[];
  readonly #expertsPerToken: number;

  constructor(config: MixtralConfig) {
    super(config);
    this.gate = new Linear(config.width, config.experts, { bias: false });
    this.experts = stackLayers(config.experts, () => new MixtralExpert(config));
    this.#expertsPerToken = config.expertsPerToken;
  }

  override forward(x: Tensor): Tensor {
    const [batch = 0, length = 0, width = 0] = x.shape;
    const tokens = reshape(x, [batch * length, width]);
    const { values, indices } = topK(softmax(this.gate.forward(x)), this.#expertsPerToken);
    const weights = reshape(divide(values, sum(values, { axis: -1, keepAxes: true })), [values.size, 1]);
    const ids = (numbers: readonly number[]): Tensor =>
      to(tensor(Int32Array.from(numbers), { shape: [numbers.length] }), x.backend);

    const routes = this.#routes(indices.dataSync());
    if (routes.length === 0) return x;
    const outputs = routes.map(({ expert, places }) => {
      const output = expert.forward(
        gather(tokens, ids(places.map((place) => this.#tokenOf(place))), { axis: 0 }),
      );
      return multiply(output, gather(weights, ids(places), { axis: 0 }));
    });
    const owners = ids(routes.flatMap(({ places }) => places.map((place) => this.#tokenOf(place))));
    return reshape(
      scatterAdd(concat(outputs, { axis: 0 }), owners, { axis: 0, rows: batch * length }),
      x.shape,
    );
  }

  /** The experts that were chosen, and for each the places in the flat list of choices, k for each token. */
  #routes(choices: ArrayLike<number>): { expert: MixtralExpert; places: number[] }[] {
    const routes = this.experts.map((expert) => ({ expert, places: [] as number[] }));
    for (let place = 0; place < choices.length; place++) routes[choices[place] ?? 0]?.places.push(place);
    return routes.filter(({ places }) => places.length > 0);
  }

  #tokenOf(place: number): number {
    return Math.floor(place / this.#expertsPerToken);
  }
}
