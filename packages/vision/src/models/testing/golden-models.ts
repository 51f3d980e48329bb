import { readFileSync } from 'node:fs';
import { loadWeights, type Module, openSafetensors, type Tensor, tensor } from '@heed/core';
import { familyOf, HfConfig, type ModelFamily } from '@heed/transformer';
import { type GoldenArray, readGolden } from '../../../../../fixtures/read-golden.ts';
import { visionFamilies } from '../../pretrained/families.ts';

/** A tiny published model in our own classes, with what transformers computes with it. */
export interface GoldenPictureModel {
  readonly name: string;
  readonly config: HfConfig;
  readonly family: ModelFamily;
  readonly weights: Uint8Array;
  readonly io: ReadonlyMap<string, GoldenArray>;
}

const folder = new URL('../../../../../fixtures/vision/models/', import.meta.url);

/** Reads a model of fixtures/vision/models. */
export async function readGoldenModel(name: string): Promise<GoldenPictureModel> {
  const file = (path: string): URL => new URL(`${name}/${path}`, folder);
  const config = new HfConfig(JSON.parse(readFileSync(file('config.json'), 'utf8')));
  return {
    name,
    config,
    family: await familyOf(config, visionFamilies),
    weights: readFileSync(file('model.safetensors')),
    io: readGolden(`vision/models/${name}/io.safetensors`),
  };
}

/** The model of the config's architecture, or of another one of its family, with the published weights. */
export async function loadGolden<Model extends Module>(
  { config, family, weights }: GoldenPictureModel,
  kind: new (...given: never[]) => Model,
  architecture: string = config.texts('architectures')?.[0] ?? '',
): Promise<Model> {
  const names = new Set((await openSafetensors(weights)).entries.keys());
  const model = family.architectures[architecture]?.(config, names);
  if (!(model instanceof kind)) throw new Error(`${architecture} is no ${kind.name}`);
  await loadWeights(model, weights, family.weightNames(model));
  return model;
}

/** An array of a golden file as a tensor. */
export function goldenTensor({ io, name }: GoldenPictureModel, key: string): Tensor {
  const found = io.get(key);
  if (found === undefined) throw new Error(`${name} has no ${key}`);
  return tensor(found.data, { shape: found.shape });
}

/** The largest difference from a golden array, relative to its largest number; from float64 where there is one. */
export function worstDifference(golden: GoldenPictureModel, key: string, actual: Tensor): number {
  const expected = golden.io.get(`${key}.f64`) ?? golden.io.get(key);
  if (expected === undefined) throw new Error(`${golden.name} has no ${key}`);
  if (actual.shape.join() !== expected.shape.join()) {
    throw new Error(`${golden.name}: ${key} is [${expected.shape}], got [${actual.shape}]`);
  }
  const scale = Array.from(expected.data).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const differences = Array.from(actual.dataSync(), (value, at) =>
    Math.abs(value - Number(expected.data[at])),
  );
  const worst = differences.reduce((most, value) => Math.max(value, most), 0);
  return worst / scale;
}
