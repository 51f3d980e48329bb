import type { MachineLimits, OpProfile } from './profile.ts';

/** The share of a limit that an op reached: the least time its work can take, by the time it took. */
function shareOfLimit(op: OpProfile, limits: MachineLimits): string {
  const arithmetic = (op.gigaflopsPerSecond ?? 0) / limits.gigaflopsPerSecond;
  return percent(Math.max(arithmetic, op.gigabytesPerSecond / limits.gigabytesPerSecond));
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** Rows of a Markdown table, padded so that it also reads well as text. */
function align(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column < 2 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join(' | ')} |`;
  const rule = `|${widths.map((width, column) => `${'-'.repeat(width + 1)}${column < 2 ? '-' : ':'}`).join('|')}|`;
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line)].join('\n');
}

/** The table of a profile: a row per op, then what lies outside ops, then the whole. */
export function formatTable(
  ops: readonly OpProfile[],
  whole: { readonly milliseconds: number; readonly outside: number },
  limits: MachineLimits | undefined,
): string {
  const extra = (cell: string): readonly string[] => (limits === undefined ? [] : [cell]);
  const head = ['op', 'by', 'count', 'ms', 'share', 'GFLOP/s', 'GB/s', ...extra('of the limit')];
  const rows = ops.map((op) => [
    op.name,
    op.way,
    String(op.count),
    op.milliseconds.toFixed(3),
    percent(op.share),
    op.gigaflopsPerSecond?.toFixed(1) ?? '',
    op.way === 'decomposed' ? '' : op.gigabytesPerSecond.toFixed(1),
    ...(limits === undefined ? [] : [op.way === 'decomposed' ? '' : shareOfLimit(op, limits)]),
  ]);
  const last = (name: string, milliseconds: number): readonly string[] => {
    const share = whole.milliseconds === 0 ? 0 : milliseconds / whole.milliseconds;
    return [name, '', '', milliseconds.toFixed(3), percent(share), '', '', ...extra('')];
  };
  return align([head, ...rows, last('outside ops', whole.outside), last('all', whole.milliseconds)]);
}
