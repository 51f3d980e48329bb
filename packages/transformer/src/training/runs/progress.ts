import { FormatError } from '@heed/core';

/** Where a run stands, beside its tensors. */
export interface RunProgress {
  epoch: number;
  /** Batches of this epoch that were learned from. */
  batch: number;
  targets: number;
  seconds: number;
  /** The best evaluation so far, by the measure that counts. */
  best: { readonly step: number; readonly value: number } | null;
  /** Evaluations since then. */
  sinceBest: number;
}

/** A run that has not begun. */
export function newProgress(): RunProgress {
  return { epoch: 0, batch: 0, targets: 0, seconds: 0, best: null, sinceBest: 0 };
}

/** Reads what was saved of a progress. */
export function readProgress(value: unknown): RunProgress {
  const fields = objectOf(value);
  const number = (from: ReadonlyMap<string, unknown>, name: string): number => {
    const found = from.get(name);
    if (typeof found === 'number' && Number.isFinite(found)) return found;
    throw new FormatError(`the saved run does not say its ${name}`);
  };
  const best = fields.get('best');
  const at = best === null ? undefined : objectOf(best);
  return {
    epoch: number(fields, 'epoch'),
    batch: number(fields, 'batch'),
    targets: number(fields, 'targets'),
    seconds: number(fields, 'seconds'),
    best: at === undefined ? null : { step: number(at, 'step'), value: number(at, 'value') },
    sinceBest: number(fields, 'sinceBest'),
  };
}

function objectOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(typeof value === 'object' && value !== null ? value : {}));
}
