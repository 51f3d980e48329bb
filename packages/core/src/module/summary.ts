import { checkKind } from '../options.ts';
import { showShape } from '../shape.ts';
import type { Module } from './module.ts';
import { ModuleBuffer } from './module-buffer.ts';
import { Parameter } from './parameter.ts';

function count(value: number): string {
  return value.toLocaleString('en-US');
}

/**
 * The tree of a module as text: each module with its class and number of parameters, each parameter with its
 * shape; frozen ones, tied ones and buffers are marked.
 *
 * @example
 * ```ts
 * import { Linear, summary } from '@heed/core';
 * console.log(summary(new Linear(3, 2)));
 * // Linear  8
 * //   weight  [2, 3]  6
 * //   bias  [2]  2
 * ```
 */
export function summary(module: Module): string {
  checkKind('summary: module', module, 'a module');
  const seen = new Set<Parameter>();
  const lines: string[] = [];
  for (const [path, part] of module.modules()) {
    const depth = path === '' ? 0 : path.split('.').filter((name) => !/^\d+$/.test(name)).length;
    const indent = '  '.repeat(depth);
    const name = path === '' ? '' : `${path.replace(/^.*?([^.]+(?:\.\d+)?)$/, '$1')}: `;
    lines.push(`${indent}${name}${part.constructor.name}  ${count(part.parameterCount())}`);
    for (const [field, value] of Object.entries(part)) {
      if (!(value instanceof Parameter)) continue;
      const kind = value instanceof ModuleBuffer ? '  buffer' : '  frozen';
      const marks = `${value.trainable ? '' : kind}${seen.has(value) ? '  tied' : ''}`;
      seen.add(value);
      lines.push(`${indent}  ${field}  ${showShape(value.shape)}  ${count(value.size)}${marks}`);
    }
  }
  return lines.join('\n');
}
