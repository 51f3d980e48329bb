import { WeightsError } from '../errors.ts';
import type { Parameter } from '../module/parameter.ts';
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

/** The tensors of all slots by name. */
export function slotTensors(
  names: readonly string[],
  slots: ReadonlyMap<string, Slots>,
): Map<string, Tensor> {
  const result = new Map<string, Tensor>();
  for (const [path, { tensors }] of slots) {
    for (const [index, tensor] of tensors.entries())
      result.set(`${names[index] ?? index}.${path}`, tensor);
  }
  return result;
}

/** The slots of a state that was checked; they hold their tensors from now on. */
export function slotsFrom(names: readonly string[], state: OptimizerState): Map<string, Slots> {
  const result = new Map<string, Slots>();
  for (const [path, updates] of state.updates) {
    const tensors = names
      .map((name) => state.tensors.get(`${name}.${path}`))
      .filter((tensor) => tensor !== undefined);
    result.set(path, { tensors: tensors.map((tensor) => tensor.retain()), updates });
  }
  return result;
}

/** Refuses a state of another kind, or of a model with other parameters, and lists all that is wrong. */
export function checkSlots(
  kind: string,
  names: readonly string[],
  parameters: ReadonlyMap<string, Parameter>,
  state: OptimizerState,
): void {
  const faults: string[] = [];
  if (state.kind !== kind) faults.push(`it is the state of ${state.kind}`);
  if (!isCount(state.steps)) faults.push(`steps is ${state.steps}`);
  const expected = new Set<string>();
  for (const [path, updates] of state.updates) {
    const parameter = parameters.get(path);
    if (parameter === undefined) faults.push(`${path} is no parameter of the model`);
    if (!isCount(updates) || updates > state.steps)
      faults.push(`${path} has ${updates} updates of ${state.steps}`);
    for (const name of names) {
      expected.add(`${name}.${path}`);
      const fault = parameter && tensorFault(state.tensors.get(`${name}.${path}`), parameter);
      if (fault !== undefined) faults.push(`${name}.${path} ${fault}`);
    }
  }
  for (const name of state.tensors.keys()) if (!expected.has(name)) faults.push(`${name} is extra`);
  if (faults.length > 0) throw new WeightsError(`${kind}: the state does not fit: ${faults.join('; ')}`);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function tensorFault(tensor: Tensor | undefined, { shape, dtype }: Parameter): string | undefined {
  if (tensor === undefined) return 'is missing';
  if (sameShape(tensor.shape, shape) && tensor.dtype === dtype) return undefined;
  return `is ${tensor.dtype} ${showShape(tensor.shape)}, expected ${dtype} ${showShape(shape)}`;
}
