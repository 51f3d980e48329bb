import {
  type ByteSource,
  loadWeights,
  type Module,
  type Parameter,
  safetensorsChunks,
  toSnakeCase,
  WeightsError,
} from '@heed/core';

/** The parameters that are not frozen, by path. */
export function trainable(model: Module): ReadonlyMap<string, Parameter> {
  return new Map([...model.parameters()].filter(([, parameter]) => parameter.trainable));
}

/** A safetensors file of the parameters that are not frozen, under the names that checkpoints use. */
export function trainableChunks(model: Module): AsyncIterable<Uint8Array> {
  const entries = Array.from(trainable(model), ([path, { value }]) => [toSnakeCase(path), value] as const);
  return safetensorsChunks(entries, { metadata: { format: 'pt' } });
}

/** Loads what {@link trainableChunks} wrote; frozen parameters stay. */
export async function loadTrainable(model: Module, source: ByteSource): Promise<void> {
  const wanted = new Set(Array.from(trainable(model).keys(), toSnakeCase));
  const { missing, extra } = await loadWeights(model, source, { strict: false }).finally(() =>
    source.close?.(),
  );
  const lacking = missing.filter((name) => wanted.has(name));
  if (lacking.length > 0 || extra.length > 0) {
    throw new WeightsError(`${source.name}: missing ${lacking.join(', ')}; extra ${extra.join(', ')}`);
  }
}
