import type { TensorSpec } from '../backend/backend.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** The tensors that an optimizer keeps for one parameter, and how often it has updated it. */
export interface Slots {
  readonly tensors: readonly Tensor[];
  readonly updates: number;
}

/** An optimizer's state for saving: see `Optimizer.state`. */
export interface OptimizerState {
  /** Kind of optimizer, such as `AdamW`. */
  readonly kind: string;
  /** Updates done. */
  readonly steps: number;
  /** Updates of each parameter, by path; fewer than `steps` for one that was frozen at first. */
  readonly updates: ReadonlyMap<string, number>;
  /** State tensors, named `slot.path`, such as `firstMoment.encoder.weight`. */
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** The tensors that are kept for a parameter: what goes before and behind its path in their names, and what they are. */
export type SlotParts = (parameter: TensorSpec) => readonly SlotPart[];

/** One of them. */
export interface SlotPart extends TensorSpec {
  readonly slot: string;
  readonly suffix: string;
}

function partName({ slot, suffix }: SlotPart, path: string): string {
  return `${slot}.${path}${suffix}`;
}

/** The tensors of all slots by name. */
export function slotTensors(
  parts: SlotParts,
  parameters: ReadonlyMap<string, TensorSpec>,
  slots: ReadonlyMap<string, Slots>,
): Map<string, Tensor> {
  const result = new Map<string, Tensor>();
  for (const [path, { tensors }] of slots) {
    const parameter = parameters.get(path);
    if (parameter === undefined) continue;
    for (const [index, part] of parts(parameter).entries()) {
      const tensor = tensors[index];
      if (tensor !== undefined) result.set(partName(part, path), tensor);
    }
  }
  return result;
}

/** The slots of a state that was checked; they hold their tensors from now on. */
export function slotsFrom(
  parts: SlotParts,
  parameters: ReadonlyMap<string, TensorSpec>,
  state: OptimizerState,
): Map<string, Slots> {
  const result = new Map<string, Slots>();
  for (const [path, updates] of state.updates) {
    const parameter = parameters.get(path);
    const tensors = (parameter === undefined ? [] : parts(parameter))
      .map((part) => state.tensors.get(partName(part, path)))
      .filter((tensor) => tensor !== undefined);
    result.set(path, { tensors: tensors.map((tensor) => tensor.retain()), updates });
  }
  return result;
}

/** An optimizer's state with its tensors' shapes and types only, as a file's header tells them. */
export interface OptimizerStateSpec extends Omit<OptimizerState, 'tensors'> {
  readonly tensors: ReadonlyMap<string, TensorSpec>;
}

/** All that keeps a state from fitting: another kind of optimizer, or a model with other parameters. */
export function faultsOfState(
  kind: string,
  parts: SlotParts,
  parameters: ReadonlyMap<string, TensorSpec>,
  state: OptimizerStateSpec,
): string[] {
  const faults: string[] = [];
  if (state.kind !== kind) faults.push(`it is the state of ${state.kind}`);
  if (!isCount(state.steps)) faults.push(`steps is ${state.steps}`);
  const expected = new Set<string>();
  for (const [path, updates] of state.updates) {
    const parameter = parameters.get(path);
    if (parameter === undefined) faults.push(`${path} is no parameter of the model`);
    if (!isCount(updates) || updates > state.steps) {
      faults.push(`${path} has ${updates} updates of ${state.steps}`);
    }
    for (const part of parameter === undefined ? [] : parts(parameter)) {
      const name = partName(part, path);
      expected.add(name);
      const fault = faultOfTensor(state.tensors.get(name), part);
      if (fault !== undefined) faults.push(`${name} ${fault}`);
    }
  }
  for (const name of state.tensors.keys()) if (!expected.has(name)) faults.push(`${name} is extra`);
  return faults;
}

/** What is wrong with a tensor that is to stand for another: missing, another shape or type; or nothing. */
export function faultOfTensor(tensor: TensorSpec | undefined, expected: TensorSpec): string | undefined {
  if (tensor === undefined) return 'is missing';
  const { shape, dtype } = expected;
  if (sameShape(tensor.shape, shape) && tensor.dtype === dtype) return undefined;
  return `is ${tensor.dtype} ${showShape(tensor.shape)}, expected ${dtype} ${showShape(shape)}`;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
