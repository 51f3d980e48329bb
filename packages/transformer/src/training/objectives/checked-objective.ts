import { Module, OptionError, showValue } from '@heed/core';
import type { Objective } from '../objective.ts';

/**
 * An objective that refuses what is no module to train, and examples without the ids that it learns from, before anything
 * is computed.
 *
 * @param name The objective, for messages.
 * @param fields Names under which an example has lists of ids or labels.
 */
export function checkedObjective<Example extends object>(
  name: string,
  fields: readonly (keyof Example & string)[],
  objective: Objective<Example>,
): Objective<Example> {
  const model: unknown = objective.model;
  if (!(model instanceof Module)) {
    throw new OptionError(
      `${name}: a model is needed, such as the model of fromPretrained, got ${showValue(model)}`,
    );
  }
  return {
    ...objective,
    batch: (examples, generator) => {
      if (!Array.isArray(examples)) {
        throw new OptionError(`${name}: a batch is a list of examples, got ${showValue(examples)}`);
      }
      for (const [index, example] of examples.entries())
        checkExample(`${name}: example ${index}`, example, fields);
      return objective.batch(examples, generator);
    },
  };
}

function checkExample(name: string, example: unknown, fields: readonly string[]): void {
  const values = new Map<string, unknown>(
    typeof example === 'object' && example !== null ? Object.entries(example) : [],
  );
  for (const field of fields) {
    const value = values.get(field);
    if (Array.isArray(value) || ArrayBuffer.isView(value)) continue;
    const seen = values.size === 0 ? showValue(example) : `{ ${[...values.keys()].join(', ')} }`;
    throw new OptionError(`${name} must be an object with the list ${field}, got ${seen}`);
  }
}
