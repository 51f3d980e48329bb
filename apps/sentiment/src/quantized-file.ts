import { join } from 'node:path';
import type { Module } from '@heed/core';
import { fileSource, writeFileAtomically } from '@heed/core/node';
import { decodeQuantized, encodeQuantized } from './quantized-weights.ts';

/** Writes a model with its matrices in blocks, whole or not at all. */
export async function saveQuantized(model: Pick<Module, 'parameters'>, path: string): Promise<void> {
  await writeFileAtomically(path, await encodeQuantized(model));
}

/**
 * Loads what {@link saveQuantized} wrote; matrices become float32 again.
 *
 * @throws {FormatError} for a file that lacks a weight or has one of another shape.
 */
export async function loadQuantized(
  model: Pick<Module, 'parameters'>,
  folder: string,
  name: string,
): Promise<void> {
  await decodeQuantized(model, await fileSource(join(folder, name)));
}
