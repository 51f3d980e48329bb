import {
  OptionError,
  restoreTrainingState,
  shareGenerator,
  trainingStateChunks,
  ValueError,
} from '@heed/core';
import { trainStep } from '../train-step.ts';
import type { EvaluationReport, RunEnd } from './observer.ts';
import { newProgress, type RunProgress, readProgress } from './progress.ts';
import { loadTrainable, trainable, trainableChunks } from './trainable.ts';
import {
  checkTrainerOptions,
  type EvaluationOptions,
  type RunResult,
  type TrainerOptions,
} from './trainer-options.ts';

/** Batches of one update. */
type Group<Example> = readonly (readonly Example[])[];

const files = { last: 'last.safetensors', best: 'best.safetensors' } as const;

/**
 * Trains a model from the beginning or from where the run's last saved state stands: `trainStep` on one group of batches
 * after another, with evaluations, saved states and observers between them. A run that was killed at any moment and
 * started again ends with the same bits as one that was not.
 *
 * Of a model with frozen parameters the others alone are saved; the frozen ones are to be there when it goes on.
 *
 * @example
 * ```ts
 * import { AdamW, cosine, RandomGenerator } from '@heed/core';
 * import { Gpt2, HfConfig, readGpt2Config } from '@heed/transformer';
 * import {
 *   batched, causalLanguageModel, evaluateLoss, memoryStore, Trainer, trainingBatches,
 * } from '@heed/transformer/training';
 * const config = new HfConfig({ vocab_size: 11, n_embd: 8, n_layer: 1, n_head: 2, n_positions: 16 });
 * const generator = new RandomGenerator(1);
 * const model = new Gpt2(readGpt2Config(config)).initialize(generator);
 * const objective = causalLanguageModel(model);
 * const texts = [{ ids: [3, 1, 4, 1, 5] }, { ids: [2, 7, 1, 8] }, { ids: [3, 1, 4] }];
 * const held = () => batched(texts.slice(0, 1), { length: objective.length, examples: 8 });
 * const trainer = new Trainer({
 *   objective,
 *   optimizer: new AdamW(model, { rate: cosine({ rate: 1e-2, total: 6, warmup: 1 }) }),
 *   batches: trainingBatches(() => texts, { length: objective.length, tokens: 16, seed: 1 }),
 *   steps: 6,
 *   generator,
 *   clipNorm: 1,
 *   evaluation: { every: 3, measure: async () => ({ loss: await evaluateLoss(objective, held()) }) },
 *   store: memoryStore(),
 *   observers: [{ onStep: ({ step, loss }) => console.log(step, loss) }],
 * });
 * console.log((await trainer.run()).steps); // 6
 * await trainer.restoreBest();
 * ```
 */
export class Trainer<Example> {
  readonly #options: TrainerOptions<Example>;
  #progress: RunProgress = newProgress();

  /** @throws {OptionError} for options that are unknown, missing or out of range. */
  constructor(options: TrainerOptions<Example>) {
    checkTrainerOptions(options);
    this.#options = options;
    shareGenerator(options.objective.model, options.generator);
  }

  /** Updates done. */
  get steps(): number {
    return this.#options.optimizer.steps;
  }

  /**
   * Runs until all updates are done, no evaluation is better for long, or the signal comes.
   *
   * @throws {ValueError} for a gradient that is not finite, and for data without examples.
   * @throws {WeightsError} when the saved state belongs to another model or optimizer.
   */
  async run(): Promise<RunResult> {
    const { objective, steps, observers = [] } = this.#options;
    await this.#resume();
    objective.model.train();
    for (const observer of observers) await observer.onStart?.({ step: this.steps, steps });
    const reason = await this.#loop();
    for (const observer of observers) await observer.onEnd?.(reason);
    return { steps: this.steps, reason, best: this.#progress.best };
  }

  /**
   * Gives the model the parameters of the best evaluation.
   *
   * @throws {OptionError} where there is no store, or there was no evaluation.
   */
  async restoreBest(): Promise<void> {
    const { store, objective } = this.#options;
    const source = await store?.open(files.best);
    if (source === undefined) throw new OptionError('Trainer: no best model was saved');
    await loadTrainable(objective.model, source);
  }

  async #loop(): Promise<RunEnd> {
    const groups = this.#groups();
    try {
      return await this.#updates(groups);
    } finally {
      // Closes what the data are read from.
      await groups.return();
    }
  }

  async #updates(groups: AsyncGenerator<Group<Example>, void, undefined>): Promise<RunEnd> {
    const { optimizer, steps, signal } = this.#options;
    let saved = optimizer.steps;
    let judged = optimizer.steps;
    const save = async (): Promise<void> => {
      await this.#save();
      saved = optimizer.steps;
    };
    while (optimizer.steps < steps) {
      if (this.#isStale()) return 'no better for long';
      if (signal?.aborted) break;
      await this.#update(groups);
      const { evaluation, saveEvery } = this.#options;
      const isLast = optimizer.steps === steps;
      if (evaluation !== undefined && (isLast || optimizer.steps % evaluation.every === 0)) {
        await this.#evaluate(evaluation);
        judged = optimizer.steps;
      }
      if (isLast || judged === optimizer.steps || (saveEvery && optimizer.steps % saveEvery === 0))
        await save();
      // Lets signals, timers and a page's events be heard between two updates.
      await new Promise((resolve) => setTimeout(resolve));
    }
    if (saved < optimizer.steps) await save();
    return optimizer.steps < steps ? 'interrupted' : 'all steps done';
  }

  async #update(groups: AsyncGenerator<Group<Example>, void, undefined>): Promise<void> {
    const { objective, optimizer, generator, clipNorm, observers = [] } = this.#options;
    const progress = this.#progress;
    const batches = (await groups.next()).value ?? [];
    const started = performance.now();
    const report = trainStep(objective, optimizer, batches, { generator, ...(clipNorm && { clipNorm }) });
    progress.batch += batches.length;
    progress.targets += report.targets;
    progress.seconds += (performance.now() - started) / 1000;
    const { epoch, targets: targetsInAll, seconds } = progress;
    for (const observer of observers)
      await observer.onStep?.({ ...report, step: optimizer.steps, epoch, targetsInAll, seconds });
  }

  /** Groups of batches for one update each, from where the run stands; a group does not reach into the next epoch. */
  async *#groups(): AsyncGenerator<Group<Example>, void, undefined> {
    const { batches, accumulate = 1 } = this.#options;
    const progress = this.#progress;
    for (;;) {
      let skip = progress.batch;
      let seen = 0;
      let group: (readonly Example[])[] = [];
      for await (const batch of batches(progress.epoch)) {
        seen += 1;
        if (skip > 0) {
          skip -= 1;
          continue;
        }
        group.push(batch);
        if (group.length < accumulate) continue;
        yield group;
        group = [];
      }
      if (seen === 0) throw new ValueError(`Trainer: epoch ${progress.epoch} of the data holds no example`);
      if (group.length > 0) yield group;
      progress.epoch += 1;
      progress.batch = 0;
    }
  }

  async #evaluate({ measure, by = 'loss', best = 'lowest' }: EvaluationOptions): Promise<void> {
    const { objective, store, observers = [] } = this.#options;
    const progress = this.#progress;
    objective.model.eval();
    const measures = await measure();
    objective.model.train();
    const value = measures[by];
    if (value === undefined) {
      throw new OptionError(
        `Trainer: the evaluation is judged by ${by}, and gave ${Object.keys(measures).join(', ')}`,
      );
    }
    const ahead = progress.best === null ? 1 : (progress.best.value - value) * (best === 'lowest' ? 1 : -1);
    const isBest = ahead > 0;
    progress.sinceBest = isBest ? 0 : progress.sinceBest + 1;
    if (isBest) {
      progress.best = { step: this.steps, value };
      await store?.write(files.best, trainableChunks(objective.model));
    }
    const report: EvaluationReport = { step: this.steps, measures, isBest };
    for (const observer of observers) await observer.onEvaluation?.(report);
  }

  #isStale(): boolean {
    const { patience = Number.POSITIVE_INFINITY } = this.#options.evaluation ?? {};
    return this.#progress.sinceBest >= patience;
  }

  async #save(): Promise<void> {
    const { store, objective, optimizer, generator, observers = [] } = this.#options;
    if (store === undefined) return;
    const model = { parameters: () => trainable(objective.model) };
    const progress = { ...this.#progress };
    await store.write(files.last, trainingStateChunks({ model, optimizer, generator, progress }));
    for (const observer of observers) await observer.onSave?.(this.steps);
  }

  async #resume(): Promise<void> {
    const { store, objective, optimizer, generator } = this.#options;
    const source = await store?.open(files.last);
    if (source === undefined) return;
    const model = { parameters: () => trainable(objective.model) };
    const { progress } = await restoreTrainingState(source, { model, optimizer, generator });
    this.#progress = readProgress(progress);
  }
}
