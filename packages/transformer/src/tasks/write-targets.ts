import { checkOptions, IndexError } from '@heed/core';
import { type BeamOptions, beamOptionNames } from '../generation/beams/beam-options.ts';
import { generateBeams } from '../generation/beams/generate-beams.ts';
import { HfConfig } from '../models/hf-config.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { generationDefaults } from './generation-defaults.ts';
import { type BatchOptions, batchOptionNames, isList, runBatches } from './run-batches.ts';
import { sequenceModelOf, type TaskModel, tokenizerOf } from './task-model.ts';

/** Options of tasks that write a text for a text: those of `generateBeams`, what the model's makers say by default. */
export interface WriteTargetOptions extends Omit<BeamOptions, 'returned' | 'signal'>, BatchOptions {
  /** Cut texts that are longer than the model takes; off by default, where they are an error. */
  readonly truncate?: boolean;
}

/** Tokens of an answer where neither caller nor model say how many. */
const usualLength = 256;

/** How a task turns a text into what an encoder reads. */
export interface SourceRules {
  /** The name of the task, in messages. */
  readonly task: string;
  /** Name in `task_specific_params` of the config, whose settings count before those for all tasks. */
  readonly settings: string;
  /** Ids of a source, special tokens among them. */
  readonly encode: (text: string) => readonly number[];
  /** Options that the task itself sets. */
  readonly options?: Pick<BeamOptions, 'forcedFirstId'>;
}

/** Writes a text for each text. */
export async function writeTargets(
  pretrained: TaskModel,
  given: string | readonly string[],
  options: WriteTargetOptions,
  { task, settings, encode, options: own = {} }: SourceRules,
): Promise<string | string[]> {
  checkOptions(task, options, [
    ...beamOptionNames.filter((name) => name !== 'returned'),
    ...batchOptionNames,
    'truncate',
  ]);
  const { truncate = false, batchSize, signal, onProgress, ...beams } = options;
  const model = sequenceModelOf(task, pretrained);
  const tokenizer = tokenizerOf(task, pretrained);
  const most = model.config.maximumLength ?? tokenizer.maximumLength ?? Number.POSITIVE_INFINITY;
  const texts = isList(given) ? given : [given];
  const sources = texts.map((text, row) => fitted(encode(text), { task, row, most, truncate }));
  const defaults = generationDefaults(taskConfig(pretrained, settings), 1);
  const whole = { maximumNewTokens: usualLength, beams: 1, ...defaults, ...own, ...beams };
  const written = await runBatches(
    sources,
    {
      ...(batchSize !== undefined && { batchSize }),
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
    },
    ({ length }) => length,
    async (batch) => {
      const found = await generateBeams(model, batch, { ...whole, ...(signal && { signal }) });
      return found.map(([best]) => tokenizer.decode(best?.ids ?? []));
    },
  );
  return isList(given) ? written : (written[0] ?? '');
}

/** What `task_specific_params` of the config says of a task. */
export function taskSettings({ config }: TaskModel, settings: string): HfConfig | undefined {
  return config?.nested('task_specific_params')?.nested(settings);
}

/** A text as the encoder reads it, with something before it. */
export function encodeAfter(tokenizer: Tokenizer, prefix: string): (text: string) => readonly number[] {
  return (text) => tokenizer.encode(prefix + text);
}

function taskConfig(pretrained: TaskModel, settings: string): HfConfig {
  const { generationConfig, config } = pretrained;
  const special = taskSettings(pretrained, settings)?.toJSON() ?? {};
  return new HfConfig({ ...(generationConfig ?? config)?.toJSON(), ...special }, 'generation config');
}

/** A source that the model can read; the end token stays where the middle is cut. */
function fitted(
  ids: readonly number[],
  {
    task,
    row,
    most,
    truncate,
  }: { readonly task: string; readonly row: number; readonly most: number; readonly truncate: boolean },
): readonly number[] {
  if (ids.length <= most) return ids;
  if (truncate) return [...ids.slice(0, most - 1), ...ids.slice(-1)];
  throw new IndexError(
    `${task}: text ${row} has ${ids.length} tokens, the model takes ${most}: shorten it, or set truncate`,
  );
}
