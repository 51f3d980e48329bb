import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Run } from './runs.ts';

/** Mean of the seeds and the farthest of them; how many there are, where some are missing. */
function cell(found: readonly Run[], seeds: number): string {
  if (found.length === 0) return '';
  const accuracies = found.map(({ testAccuracy }) => 100 * testAccuracy);
  const middle = accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / accuracies.length;
  const spread = Math.max(...accuracies.map((accuracy) => Math.abs(accuracy - middle)));
  const text =
    found.length === 1 ? `${middle.toFixed(2)} %` : `${middle.toFixed(2)} ± ${spread.toFixed(2)} %`;
  return found.length === seeds ? text : `${text} (of ${found.length})`;
}

const netsOf = (runs: readonly Run[]): string[] => [...new Set(runs.map(({ net }) => net))].sort();

/** A row for each share and number of updates, a column for each net, in Markdown: accuracy on the test set. */
export function tableOf(runs: readonly Run[]): string {
  const nets = netsOf(runs);
  const seeds = new Set(runs.map(({ seed }) => seed)).size;
  const ordered = runs.toSorted((one, other) => other.oneIn - one.oneIn || one.updates - other.updates);
  const rows = Map.groupBy(ordered, ({ oneIn, pictures, updates }) => {
    const share = oneIn === 1 ? 'all' : `1/${oneIn}`;
    return `| ${share} | ${pictures.toLocaleString('en')} | ${updates.toLocaleString('en')} |`;
  });
  return [
    `| share | pictures | updates | ${nets.join(' | ')} |`,
    `|---:|---:|---:|${'---:|'.repeat(nets.length)}`,
    ...Array.from(rows, ([start, row]) => {
      const ofNet = Map.groupBy(row, ({ net }) => net);
      return `${start} ${nets.map((net) => cell(ofNet.get(net) ?? [], seeds)).join(' | ')} |`;
    }),
  ].join('\n');
}

/** Whether none of the runs of the same net with the same share was shorter. */
function isShortest(run: Run, runs: readonly Run[]): boolean {
  return !runs.some(
    ({ net, oneIn, updates }) => net === run.net && oneIn === run.oneIn && updates < run.updates,
  );
}

/**
 * Accuracy on the test set against pictures learned from, as an SVG: a point for each run and lines through the means; dashed
 * and pale where the same net learned longer from the same share.
 */
export async function plotOf(runs: readonly Run[]): Promise<string> {
  const pictures = [...new Set(runs.map((run) => run.pictures))];
  const x = {
    ...({ field: 'pictures', type: 'quantitative', title: 'pictures learned from' } as const),
    scale: { type: 'log' as const, domain: [0.8 * Math.min(...pictures), 1.25 * Math.max(...pictures)] },
    axis: { values: pictures, format: ',', grid: false },
  };
  const y = { field: 'accuracy', type: 'quantitative', scale: { zero: false } } as const;
  const title = 'right answers on the test set, in percent';
  const color = {
    ...({ field: 'net', type: 'nominal', sort: netsOf(runs), title: null } as const),
    legend: { orient: 'bottom-right', labelLimit: 0 },
  } as const;
  const training = {
    ...({
      field: 'training',
      type: 'nominal',
      sort: ['fewer updates', 'more updates'],
      title: null,
    } as const),
    legend: { orient: 'bottom-right', labelLimit: 0 },
  } as const;
  const strokeDash = {
    ...training,
    scale: {
      range: [
        [1, 0],
        [6, 4],
      ],
    },
  };
  const opacity = { ...training, scale: { range: [0.9, 0.5] } };
  const spec: TopLevelSpec = {
    ...{ width: 520, height: 320, background: 'white', padding: 12 },
    data: {
      values: runs.map((run) => ({
        net: run.net,
        pictures: run.pictures,
        accuracy: 100 * run.testAccuracy,
        training: isShortest(run, runs) ? 'fewer updates' : 'more updates',
      })),
    },
    layer: [
      { mark: 'line', encoding: { x, y: { ...y, aggregate: 'mean', title }, color, strokeDash, opacity } },
      {
        mark: { type: 'point', filled: true, size: 40 },
        encoding: { x, y: { ...y, title }, color, opacity },
      },
    ],
  };
  return `${await new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG()}\n`;
}
