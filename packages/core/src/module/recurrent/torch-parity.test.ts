import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../../fixtures/compare.ts';
import { float64, loadFloat64, need } from '../../../../../fixtures/golden-module.ts';
import { type GoldenArray, readGolden } from '../../../../../fixtures/read-golden.ts';
import { grad, valueAndGrad } from '../../gradient/grad.ts';
import { add } from '../../ops/add.ts';
import { multiply } from '../../ops/multiply.ts';
import { sum } from '../../ops/sum.ts';
import { tensor } from '../../ops/tensor.ts';
import type { Tensor } from '../../tensor.ts';
import { toCamelCase } from '../../weights/names.ts';
import type { Module } from '../module.ts';
import { GRU } from './gru.ts';
import { GRUCell } from './gru-cell.ts';
import { LSTM } from './lstm.ts';
import { LSTMCell } from './lstm-cell.ts';
import type { RecurrentCell, RecurrentState } from './recurrent-cell.ts';
import type { RecurrentNetwork } from './recurrent-network.ts';
import { torchRecurrentPath } from './torch-recurrent-path.ts';

type Tensors = ReadonlyMap<string, Tensor>;

/** Compares outputs and the gradients of inputs and parameters with the golden file: all of it, to 1e-12. */
function compare(file: string, module: Module, run: (inputs: Tensors) => Tensors): void {
  const golden = readGolden(`recurrent/${file}.safetensors`);
  const weights = new Map<string, GoldenArray>();
  const gradients = new Map<string, GoldenArray>();
  for (const [key, array] of golden) {
    const [, prefix, name] = /^(grad\.)?weight\.(.*?)(?:\.f64)?$/.exec(key) ?? [];
    if (name !== undefined) {
      (prefix === undefined ? weights : gradients).set(toCamelCase(torchRecurrentPath(name)), array);
    }
  }
  loadFloat64(module, (path) => need(weights, path));

  const names = ['x', 'hidden', 'cell'].filter((name) => golden.has(name));
  const given = names.map((name) => float64(need(golden, name)));
  const runOn = (inputs: readonly Tensor[]): Tensors =>
    run(new Map(inputs.map((input, index) => [names[index] ?? '', input])));
  const loss = (inputs: readonly Tensor[]): Tensor =>
    [...runOn(inputs)]
      .map(([name, value]) => sum(multiply(value, float64(need(golden, `upstream.${name}`)))))
      .reduce((total, part) => add(total, part));

  const outputs = runOn(given);
  for (const [name, value] of outputs) expectClose(name, value, need(golden, `${name}.f64`));
  const inputGradients = grad((...inputs) => loss(inputs))(...given);
  for (const [index, gradient] of inputGradients.entries()) {
    expectClose(names[index] ?? '', gradient, need(golden, `grad.${names[index]}.f64`));
  }
  const found = valueAndGrad(module, () => loss(given)).gradients;
  expect([...found.keys()].sort()).toEqual([...gradients.keys()].sort());
  for (const [path, gradient] of found) expectClose(path, gradient, need(gradients, path));
}

function expectClose(name: string, actual: Tensor, expected: GoldenArray): void {
  expect(actual.shape, name).toEqual(expected.shape);
  expect(worstDifference(actual, expected), name).toBeLessThan(1e-12);
}

function stateOf(inputs: Tensors): RecurrentState | undefined {
  const [hidden, cell] = [inputs.get('hidden'), inputs.get('cell')];
  return hidden && { hidden, cell };
}

function lastOf({ hidden, cell }: RecurrentState): [string, Tensor][] {
  return [['last_hidden', hidden], ...(cell ? [['last_cell', cell] satisfies [string, Tensor]] : [])];
}

function inputOf(inputs: Tensors): Tensor {
  const x = inputs.get('x');
  if (x === undefined) throw new Error('no x');
  return x;
}

function compareNetwork(file: string, network: RecurrentNetwork, mask?: Tensor): void {
  compare(file, network, (inputs) => {
    const { output, state } = network.forward(inputOf(inputs), { state: stateOf(inputs), mask });
    return new Map([['output', output], ...lastOf(state)]);
  });
}

describe.each([
  ['gru', GRUCell, GRU],
  ['lstm', LSTMCell, LSTM],
] as const)('torch.nn, %s', (kind, Cell, Network) => {
  it('cell', () => {
    const cell: RecurrentCell = new Cell(7, 3);
    compare(
      `${kind}-cell`,
      cell,
      (inputs) => new Map(lastOf(cell.forward(inputOf(inputs), stateOf(inputs)))),
    );
  });

  it('one layer', () => compareNetwork(`${kind}-one-layer`, new Network(7, 3)));

  it('without biases', () => compareNetwork(`${kind}-no-bias`, new Network(7, 3, { bias: false })));

  it('two layers in both directions over packed sequences, from a given state', () => {
    const mask = tensor([
      [true, true, true, false, false],
      [true, true, true, true, true],
    ]);
    const network = new Network(7, 3, { layers: 2, bidirectional: true });
    compareNetwork(`${kind}-two-layers-lengths`, network, mask);
  });
});
