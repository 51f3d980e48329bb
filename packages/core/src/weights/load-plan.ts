import type { DType } from '../dtype.ts';
import { WeightsError } from '../errors.ts';
import type { Module } from '../module/module.ts';
import type { Parameter } from '../module/parameter.ts';
import { sameShape, showShape } from '../shape.ts';
import { isConvertible } from './convert.ts';
import { keptType, type MatrixType, matricesOf } from './matrix-types.ts';
import { toCamelCase, toSnakeCase } from './names.ts';
import type { WeightEntry } from './safetensors-header.ts';
import type { WeightSource } from './weight-source.ts';

/** How a file and a module are brought together. */
export interface NameOptions {
  /** False: parameters may stay as they are, and tensors of the file unused. Shapes must fit all the same. */
  readonly strict?: boolean;
  /**
   * A first part of names, such as `transformer`, that some checkpoints carry and others leave out; it is disregarded
   * in the file and in the module.
   */
  readonly prefix?: string;
  /** Gives a name of the file its name in the module, or undefined to leave the tensor out. */
  readonly rename?: (name: string) => string | undefined;
  /** In which element type the matrices of linear layers and embeddings are kept; float32 by default. */
  readonly matrixType?: MatrixType;
}

/** A parameter, the type that it will have, and the names in the file that hold it: several for one that is tied. */
export interface PlannedParameter {
  readonly parameter: Parameter;
  readonly dtype: DType;
  readonly names: readonly [string, ...string[]];
}

/** What goes where, and what is left over on either side. */
export interface LoadPlan {
  /** In the order in which the file has them, so that it is read from its beginning to its end. */
  readonly parameters: readonly PlannedParameter[];
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

/**
 * Brings the names of a file and a module together, by the header alone.
 *
 * @throws {WeightsError} that lists all that does not fit at once.
 */
export function planLoad(module: Module, source: WeightSource, options: NameOptions): LoadPlan {
  const { prefix, strict = true, matrixType = 'float32' } = options;
  const matrices = matricesOf(module);
  const problems = new Problems();
  const files = namesByPath(source, options, problems);
  const parameters: PlannedParameter[] = [];
  const missing: string[] = [];
  for (const [parameter, paths] of pathsByParameter(module)) {
    const [first, ...others] = paths.flatMap((path) => files.get(withoutPrefix(path, prefix)) ?? []);
    for (const path of paths) files.delete(withoutPrefix(path, prefix));
    if (first === undefined) missing.push(paths.map(toSnakeCase).join(' or '));
    else {
      const names: [string, ...string[]] = [first, ...others];
      const entry = source.entries.get(first);
      const dtype =
        entry !== undefined && matrices.has(parameter)
          ? keptType(parameter, entry.type, matrixType)
          : parameter.declaredDType;
      for (const name of names) problems.checkEntry(name, source.entries.get(name), parameter, dtype);
      parameters.push({ parameter, dtype, names });
    }
  }
  const extra = [...files.values()];
  if (strict) {
    problems.list.push(
      ...missing.map((name) => `missing: ${name}`),
      ...extra.map((name) => `extra: ${name}`),
    );
  }
  if (problems.list.length > 0) {
    throw new WeightsError(
      `${source.name} does not fit ${module.constructor.name}:\n  ${problems.list.join('\n  ')}`,
    );
  }
  const places = new Map(Array.from(source.entries.keys(), (name, place) => [name, place]));
  const placeOf = ({ names: [first] }: PlannedParameter): number => places.get(first) ?? 0;
  parameters.sort((a, b) => placeOf(a) - placeOf(b));
  return { parameters, missing, extra };
}

class Problems {
  readonly list: string[] = [];

  checkEntry(name: string, entry: WeightEntry | undefined, { shape }: Parameter, dtype: DType): void {
    if (entry === undefined) return;
    if (!sameShape(entry.shape, shape)) {
      this.list.push(`misshaped: ${name} is ${showShape(entry.shape)}, expected ${showShape(shape)}`);
    }
    if (!isConvertible(entry.type, dtype)) {
      this.list.push(`of another type: ${name} is ${entry.type}, which does not become ${dtype}`);
    }
  }
}

function namesByPath(source: WeightSource, options: NameOptions, problems: Problems): Map<string, string> {
  const { prefix, rename = (name) => name } = options;
  const files = new Map<string, string>();
  for (const name of source.entries.keys()) {
    const renamed = rename(name);
    if (renamed === undefined) continue;
    const path = withoutPrefix(toCamelCase(renamed), prefix);
    const other = files.get(path);
    if (other === undefined) files.set(path, name);
    else problems.list.push(`twice: ${other} and ${name} are both ${toSnakeCase(path)}`);
  }
  return files;
}

function pathsByParameter(module: Module): Map<Parameter, string[]> {
  const result = new Map<Parameter, string[]>();
  for (const [path, parameter] of module.parameterPaths()) {
    const paths = result.get(parameter);
    if (paths === undefined) result.set(parameter, [path]);
    else paths.push(path);
  }
  return result;
}

function withoutPrefix(path: string, prefix: string | undefined): string {
  if (prefix === undefined) return path;
  const start = `${toCamelCase(prefix).replace(/\.$/, '')}.`;
  return path.startsWith(start) ? path.slice(start.length) : path;
}
