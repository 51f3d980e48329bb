import type { SurveyRow, Way } from '@heed/core/testing';
import { bound } from '../measured.ts';
import type { ListedBackend } from './list.ts';

/** A backend with what was measured on it. */
export interface Surveyed extends ListedBackend {
  readonly rows: readonly SurveyRow[];
}

const order: readonly Way[] = ['native', 'decomposed', 'reference', 'refused'];

/** `native`, or `native 9 of 11, reference` where samples differ. */
function describeWays({ ways }: SurveyRow): string {
  const all = order.reduce((sum, way) => sum + ways[way], 0);
  const used = order.filter((way) => ways[way] > 0);
  return used
    .map((way, at) => (used.length > 1 && at === 0 ? `${way} ${ways[way]} of ${all}` : way))
    .join(', ');
}

/** True where nothing was measured. */
function isRefused({ ways }: SurveyRow): boolean {
  return order.every((way) => way === 'refused' || ways[way] === 0);
}

/** `int32, bool: native; float64: reference`. */
function describeTypes(rows: readonly SurveyRow[]): string {
  const byWay = Map.groupBy(rows, describeWays);
  return [...byWay].map(([ways, some]) => `${some.map(({ dtype }) => dtype).join(', ')}: ${ways}`).join('; ');
}

function tableOf(rows: readonly SurveyRow[]): string[] {
  const byOp = Map.groupBy(rows, ({ op }) => op);
  const names = [...byOp.keys()].sort((a, b) => a.localeCompare(b, 'en'));
  return names.map((op) => {
    const all = byOp.get(op) ?? [];
    const single = all.find(({ dtype }) => dtype === 'float32');
    const cells = [
      `\`${op}\``,
      single === undefined ? '' : describeWays(single),
      single === undefined || isRefused(single) ? '' : bound(single.error),
      single?.gradientError === undefined ? '' : bound(single.gradientError),
      describeTypes(all.filter(({ dtype }) => dtype !== 'float32')),
    ];
    return `| ${cells.join(' | ')} |`;
  });
}

/** How many ops run natively in float32, wholly or mostly, and how far the least exact one is off. */
function summary({ title, rows }: Surveyed): string {
  const single = rows.filter(({ dtype }) => dtype === 'float32');
  const count = (way: Way): number =>
    single.filter(({ ways }) => order.every((other) => ways[way] >= ways[other])).length;
  const least = Math.max(...single.map(({ error }) => error));
  const cells = [count('native'), count('decomposed'), count('reference'), count('refused'), bound(least)];
  return `| [${title}](#${title}) | ${cells.join(' | ')} |`;
}

/** The lines of all tables, each table under the name of its marker in the page. */
export function tables(surveyed: readonly Surveyed[]): ReadonlyMap<string, readonly string[]> {
  const overview = [
    '| backend | native | decomposed | on the reference | refused | largest error |',
    '|---|---:|---:|---:|---:|---|',
    ...surveyed.map(summary),
  ];
  const each = surveyed.map((backend): [string, readonly string[]] => [
    backend.title,
    [
      '| op | float32 | error | of gradients | other types |',
      '|---|---|---|---|---|',
      ...tableOf(backend.rows),
    ],
  ]);
  return new Map([['overview', overview], ...each]);
}
