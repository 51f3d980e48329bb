import type { CaseResult, SideResult, WorkResult } from './results.ts';
import { median, quantile, speedRatio } from './statistics.ts';
import type { Case, Race, Work } from './work.ts';

/** More processes than cores that want to run: the machine had other work. */
function wasBusy({ cases, machine }: WorkResult): boolean {
  return cases.some(({ load }) => Math.max(...load) > machine.cores + 0.5);
}

/** Milliseconds in a unit that suits them, to three digits. */
export function showTime(milliseconds: number): string {
  const [value, unit] =
    milliseconds >= 1000
      ? [milliseconds / 1000, 's']
      : milliseconds >= 0.1
        ? [milliseconds, 'ms']
        : [milliseconds * 1000, 'µs'];
  return `${showNumber(value)} ${unit}`;
}

/** Three digits, without an exponent. */
export function showNumber(value: number): string {
  if (!Number.isFinite(value)) return '';
  const digits = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return value.toFixed(Math.min(6, Math.max(0, 2 - digits)));
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Rows as a table of Markdown: the first column is text, the others are numbers. */
export function table(rows: readonly (readonly string[])[]): string {
  const [titles = [], ...rest] = rows;
  const rule = `|---|${'---:|'.repeat(Math.max(0, titles.length - 1))}`;
  return [row(titles), rule, ...rest.map(row)].join('\n');
}

/** What one run achieves: a rate in the case's own unit, or GFLOP/s. */
function rate({ amount, operations }: Case, milliseconds: number): string {
  if (amount !== undefined) return `${showNumber((1000 * amount.count) / milliseconds)} ${amount.unit}/s`;
  return operations === undefined ? '' : `${showNumber(operations / milliseconds / 1e6)} GFLOP/s`;
}

/** How an aim stands: what was aimed at, and whether it was met in the median, in the best rounds only, or not. */
export function judge(aim: number | undefined, ratio: { typical: number; best: number }): string {
  if (aim === undefined) return '';
  const verdict = ratio.typical >= aim ? 'met' : ratio.best >= aim ? 'met at best' : 'not met';
  return `≥ ${aim}: ${verdict}`;
}

function caseTable(given: Case, result: CaseResult): string {
  const own = result.sides.find(({ peer }) => peer === 'heed');
  const lines = result.sides
    .filter(({ rounds }) => rounds !== undefined)
    .toSorted((a, b) => median(a.rounds ?? []) - median(b.rounds ?? []))
    .map((side) => sideRow(given, side, own));
  const titles = [
    'side',
    'median',
    'best',
    'middle half',
    'rate',
    'Heed is × as fast',
    'at best',
    'by processor time',
    'aim',
    'peak memory',
  ];
  const absent = result.sides
    .filter(({ rounds }) => rounds === undefined)
    .map(({ peer, status }) => `${peer}: ${status}`);
  return `${table([titles, ...lines])}${absent.length > 0 ? `\n\n${absent.join('; ')}.` : ''}`;
}

function sideRow(given: Case, side: SideResult, own: SideResult | undefined): string[] {
  const { peer, version, rounds = [], processor = [], memory, status, difference } = side;
  const typical = median(rounds);
  const isOwn = peer === 'heed';
  const isAlone = isOwn || own?.rounds === undefined;
  const ratio = speedRatio(own?.rounds ?? [], rounds);
  const byProcessor = median(processor) / median(own?.processor ?? []);
  const warning =
    status === 'disagrees' || status === 'differs'
      ? ` (answers differ by ${difference?.toExponential(1)})`
      : '';
  return [
    isOwn ? '**Heed**' : `${peer} ${version}${warning}`,
    showTime(typical),
    showTime(Math.min(...rounds)),
    `${showTime(quantile(rounds, 0.25))} to ${showTime(quantile(rounds, 0.75))}`,
    rate(given, typical),
    isAlone ? '' : showNumber(ratio.typical),
    isAlone ? '' : showNumber(ratio.best),
    isAlone ? '' : showNumber(byProcessor),
    isAlone ? '' : judge(given.aims?.[peer], ratio),
    memory === undefined ? '' : `${memory.toFixed(0)} MB`,
  ];
}

/** Cases × sides: the medians. */
function curveTable(race: Race, result: WorkResult): string {
  const names = [
    ...new Set(result.cases.flatMap(({ sides }) => sides.filter((s) => s.rounds).map((s) => s.peer))),
  ];
  const lines = result.cases.map(({ name, sides }) => {
    const given = race.cases.find((one) => one.name === name);
    const cells = names.map((peer) => {
      const rounds = sides.find((side) => side.peer === peer)?.rounds;
      if (rounds === undefined || given === undefined) return '';
      const rated = rate(given, median(rounds));
      return rated === '' ? showTime(median(rounds)) : `${showTime(median(rounds))}, ${rated}`;
    });
    return [name, ...cells];
  });
  return table([['', ...names.map((name) => (name === 'heed' ? '**Heed**' : name))], ...lines]);
}

function versions({ node, chromium }: WorkResult['machine']): string {
  return `Node ${node.slice(1)}${chromium === undefined ? '' : `, Chromium ${chromium}`}`;
}

/** The page of a work: where and when it was measured, and its tables. */
export function toMarkdown(work: Work, result: WorkResult): string {
  const { machine, threads, date, cases } = result;
  const loads = cases.flatMap(({ load }) => load);
  const where = `${machine.processor}, ${machine.cores} cores, ${versions(machine)}, ${threads} ${threads === 1 ? 'thread' : 'threads'}, ${date.slice(0, 10)}.`;
  const busy = wasBusy(result)
    ? ` The machine had other work (load ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}): read the ratios, best of all those by processor time, and take times as upper bounds.`
    : '';
  const body =
    work.kind === 'survey'
      ? [table(result.rows ?? [])]
      : work.curve
        ? [curveTable(work, result)]
        : cases.flatMap((one) => {
            const given = work.cases.find(({ name }) => name === one.name);
            return given === undefined ? [] : [`**${one.name}**`, caseTable(given, one)];
          });
  const command = `\`pnpm bench ${work.name}\``;
  return `${[`${work.about} ${command}`, `${where}${busy}`, ...body].join('\n\n')}\n`;
}
