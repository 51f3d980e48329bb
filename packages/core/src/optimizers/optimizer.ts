import { LifetimeError, OptionError, WeightsError } from '../errors.ts';
import { withoutTapes } from '../gradient/tape.ts';
import { tidy } from '../memory/scope.ts';
import type { Parameter } from '../module/parameter.ts';
import { fullLike } from '../ops/full.ts';
import { checkKind } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { showValue } from '../weights/strict-json.ts';
import { checkGradients } from './check-gradients.ts';
import {
  faultsOfState,
  type OptimizerState,
  type OptimizerStateSpec,
  type SlotParts,
  type Slots,
  slotsFrom,
  slotTensors,
} from './optimizer-state.ts';
import { checkNumber, type Schedule } from './schedules/schedule.ts';
import { codecOf, type StateCodec, type StateType } from './state-codec.ts';
import { updateInPieces } from './update-in-pieces.ts';

/** Something to train: every `Module`. */
export interface Trainable {
  /** The parameters by path, tied ones once. */
  parameters(): ReadonlyMap<string, Parameter>;
}

/** Says of a parameter whether weight decay applies to it. */
export type DecayRule = (path: string, parameter: Parameter) => boolean;

/** Options that all optimizers have. */
export interface OptimizerOptions {
  /** The learning rate: one number, or a schedule over the updates. */
  readonly rate: number | Schedule;
  /** Strength of weight decay. */
  readonly weightDecay?: number;
  /** Which parameters decay. */
  readonly decays?: DecayRule;
  /** How its tensors are kept between updates; float32 by default. */
  readonly stateType?: StateType;
}

/** Parameters that are treated alike, by their paths. */
export interface ParameterGroup {
  readonly name: 'decay' | 'no decay';
  readonly weightDecay: number;
  readonly parameters: readonly string[];
}

/** What one update of one parameter is computed from. */
export interface UpdateInput {
  /** Where it stands in the model. */
  readonly path: string;
  /** What is updated; of a compressed optimizer `value` and `gradient` are pieces of it, in one row. */
  readonly parameter: Parameter;
  readonly value: Tensor;
  readonly gradient: Tensor;
  /** The optimizer's own tensors for this parameter; zeros at its first update. */
  readonly slots: readonly Tensor[];
  /** Which update of this parameter it is, from 1. */
  readonly step: number;
  readonly rate: number;
  /** 0 for a parameter that does not decay. */
  readonly weightDecay: number;
}

/** What a kind of optimizer tells the base class of itself. */
export interface OptimizerKind {
  readonly name: string;
  /** Names of the tensors that it keeps per parameter, such as `momentum`. */
  readonly slots: readonly string[];
  /** Those of the slots that hold squares, which are never negative. */
  readonly squares?: readonly string[];
  readonly weightDecay: number;
  readonly decays: DecayRule;
}

/**
 * Base class of the optimizers. One `step` updates every parameter that is not frozen, tied ones once. A kind of
 * optimizer is a class with `update`, which computes a parameter's next value and state tensors by ops.
 *
 * The optimizer owns its state tensors, which it makes at a parameter's first update, until `dispose`.
 *
 * @example
 * ```ts
 * import { AdamW, Linear, mean, RandomGenerator, tensor, tidy, valueAndGrad } from '@heed/core';
 * const model = new Linear(2, 1).initialize(new RandomGenerator(1));
 * const optimizer = new AdamW(model, { rate: 0.1 });
 * for (let i = 0; i < 3; i++) {
 *   tidy(() => {
 *     const { gradients } = valueAndGrad(model, () => mean(model.forward(tensor([[1, 2]]))));
 *     optimizer.step(gradients);
 *   });
 * }
 * console.log(optimizer.steps); // 3
 * optimizer.dispose();
 * ```
 */
export abstract class Optimizer {
  readonly #model: Trainable;
  readonly #kind: OptimizerKind;
  readonly #rate: number | Schedule;
  readonly #codec: StateCodec | undefined;
  #slots: Map<string, Slots> = new Map();
  #steps = 0;
  #disposed = false;

  constructor(model: Trainable, options: Pick<OptimizerOptions, 'rate' | 'stateType'>, kind: OptimizerKind) {
    checkKind(`${kind.name}: model`, model, 'a module');
    checkKind(`${kind.name}: decays`, kind.decays, 'a function');
    if (options.rate === undefined) throw new OptionError(`${kind.name}: the option rate is missing`);
    if (typeof options.rate === 'number') checkNumber(kind.name, 'rate', options.rate);
    else if (typeof options.rate?.rateAt !== 'function') {
      throw new OptionError(
        `${kind.name}: rate must be a number or a schedule such as cosine(…), got ${showValue(options.rate)}`,
      );
    }
    checkNumber(kind.name, 'weightDecay', kind.weightDecay);
    this.#model = model;
    this.#kind = kind;
    this.#rate = options.rate;
    this.#codec = codecOf(kind.name, options.stateType ?? 'float32');
  }

  /**
   * For each parameter its next value, then its next slots. Runs without tapes in a scope of its own; nothing is changed
   * before all are there.
   */
  protected abstract update(
    inputs: readonly UpdateInput[],
  ): readonly (readonly [value: Tensor, ...slots: Tensor[]])[];

  /** Updates done so far. */
  get steps(): number {
    return this.#steps;
  }

  /** The kind and the slots, for messages and files. */
  get kind(): string {
    return this.#kind.name;
  }

  /**
   * One update of all parameters that are not frozen.
   *
   * @param gradients By path, as `valueAndGrad` returns them; they stay the caller's.
   * @param rate The rate of this update instead of the optimizer's own.
   * @returns The rate that was used.
   * @throws {GradientError} when a gradient is missing or extra; {ShapeError} when one has another shape or type.
   *   Nothing is changed then.
   */
  step(gradients: ReadonlyMap<string, Tensor>, rate?: number): number {
    if (this.#disposed) throw new LifetimeError(`${this.kind}: step() after dispose()`);
    const used = rate ?? (typeof this.#rate === 'number' ? this.#rate : this.#rate.rateAt(this.#steps + 1));
    checkNumber(this.kind, 'rate', used);
    const parameters = new Map([...this.#model.parameters()].filter(([, parameter]) => parameter.trainable));
    checkGradients(this.kind, parameters, gradients);
    withoutTapes(() => {
      const codec = this.#codec;
      if (codec === undefined) tidy(() => this.#updateAll(parameters, gradients, used));
      else {
        for (const [path, parameter] of parameters) {
          const gradient = gradients.get(path);
          if (gradient !== undefined)
            tidy(() => this.#updateCompressed(codec, path, parameter, gradient, used));
        }
      }
    });
    this.#steps += 1;
    return used;
  }

  #updateAll(
    parameters: ReadonlyMap<string, Parameter>,
    gradients: ReadonlyMap<string, Tensor>,
    rate: number,
  ): void {
    const inputs = [...parameters].flatMap(([path, parameter]): UpdateInput[] => {
      const gradient = gradients.get(path);
      if (gradient === undefined) return [];
      const { value } = parameter;
      const slots = this.#slots.get(path)?.tensors ?? this.#kind.slots.map(() => fullLike(value, 0));
      return [{ ...this.#settings(path, parameter, rate), value, gradient, slots }];
    });
    const results = this.update(inputs);
    for (const [index, [path, parameter]] of [...parameters].entries()) {
      const [value, ...slots] = results[index] ?? [];
      if (value !== undefined) this.#accept(path, parameter, value, slots);
    }
  }

  #updateCompressed(
    codec: StateCodec,
    path: string,
    parameter: Parameter,
    gradient: Tensor,
    rate: number,
  ): void {
    const settings = this.#settings(path, parameter, rate);
    const { slots, squares } = this.#kind;
    const [value, ...tensors] = updateInPieces(codec, {
      value: parameter.value,
      gradient,
      kept: this.#slots.get(path)?.tensors,
      ranges: slots.map((slot) => (squares?.includes(slot) ? 'squares' : 'signed')),
      seed: this.#steps * 2 ** 23 + hash(path),
      update: (piece) => this.update([{ ...settings, ...piece }])[0] ?? [],
    });
    if (value !== undefined) this.#accept(path, parameter, value, tensors);
  }

  #settings(
    path: string,
    parameter: Parameter,
    rate: number,
  ): Omit<UpdateInput, 'value' | 'gradient' | 'slots'> {
    return {
      path,
      parameter,
      step: (this.#slots.get(path)?.updates ?? 0) + 1,
      rate,
      weightDecay: this.#kind.decays(path, parameter) ? this.#kind.weightDecay : 0,
    };
  }

  #accept(path: string, parameter: Parameter, value: Tensor, slots: readonly Tensor[]): void {
    const before = this.#slots.get(path);
    const tensors = slots.map((tensor) => tensor.retain());
    this.#slots.set(path, { tensors, updates: (before?.updates ?? 0) + 1 });
    for (const tensor of before?.tensors ?? []) tensor.release();
    parameter.assign(value);
  }

  /** The tensors that are kept for a parameter. */
  readonly #parts: SlotParts = ({ shape, dtype }) =>
    this.#kind.slots.flatMap((slot) => {
      const parts = this.#codec?.parts({ shape, dtype }) ?? [['', { shape, dtype }] as const];
      return parts.map(([suffix, spec]) => ({ slot, suffix, ...spec }));
    });

  /** The groups of weight decay, which together hold every parameter of the model once. */
  groups(): readonly ParameterGroup[] {
    const { weightDecay, decays } = this.#kind;
    const paths = { decay: [] as string[], rest: [] as string[] };
    for (const [path, parameter] of this.#model.parameters()) {
      (weightDecay > 0 && decays(path, parameter) ? paths.decay : paths.rest).push(path);
    }
    const groups: ParameterGroup[] = [
      { name: 'decay', weightDecay, parameters: paths.decay },
      { name: 'no decay', weightDecay: 0, parameters: paths.rest },
    ];
    return groups.filter((group) => group.parameters.length > 0);
  }

  /** Everything that a resumed run needs beside the options. The tensors stay the optimizer's, until its next step. */
  state(): OptimizerState {
    return {
      kind: this.kind,
      steps: this.#steps,
      updates: new Map([...this.#slots].map(([path, { updates }]) => [path, updates])),
      tensors: slotTensors(this.#parts, this.#model.parameters(), this.#slots),
    };
  }

  /**
   * Goes on from a saved state; the tensors given stay the caller's as well.
   *
   * @throws {WeightsError} that lists every name that is missing, extra or of another shape or type; nothing is
   *   changed then.
   */
  restore(state: OptimizerState): void {
    if (this.#disposed) throw new LifetimeError(`${this.kind}: restore() after dispose()`);
    const faults = this.faultsOf(state);
    if (faults.length > 0) {
      throw new WeightsError(`${this.kind}: the state does not fit: ${faults.join('; ')}`);
    }
    const slots = slotsFrom(this.#parts, this.#model.parameters(), state);
    this.#release();
    this.#slots = slots;
    this.#steps = state.steps;
  }

  /** All that keeps a state from being restored, by name; empty when it fits. Shapes and types are enough to ask. */
  faultsOf(state: OptimizerStateSpec): readonly string[] {
    return faultsOfState(this.kind, this.#parts, this.#model.parameters(), state);
  }

  /** Frees the state tensors. Safe to repeat. */
  dispose(): void {
    this.#disposed = true;
    this.#release();
  }

  /** `using optimizer = …` disposes at the end of the block. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  #release(): void {
    for (const { tensors } of this.#slots.values()) for (const tensor of tensors) tensor.release();
    this.#slots.clear();
  }
}

/** A number below 2²⁰ for a path. */
function hash(path: string): number {
  return [...path].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 2 ** 20, 0);
}
