import { max, multiply, type Scope, softmax, type Tensor, tensor, tidy, to, topK } from '@heed/core';
import { lastPositions } from '../models/last-positions.ts';
import type { Candidates, Largest, Shortlist } from './candidates.ts';
import type { Scores } from './decoding-session.ts';

/**
 * Runs a model inside a scope of its own and reads the logits of its last positions.
 *
 * @param forward Gives [texts, length, vocabulary], or the last positions of it.
 * @param scores What is read of the logits.
 * @param spent A row of an earlier answer that may be written over.
 */
export async function readLogits(
  scope: Scope,
  forward: () => Tensor,
  positions: number,
  scores: Scores = (logits) => logits,
  spent?: Float32Array,
): Promise<Float32Array[][]> {
  using read = scope.run(() => tidy(() => scores(lastPositions(forward(), positions))));
  return await rowsOf(read, spent);
}

/**
 * Runs a model inside a scope of its own and reads what a shortlist makes of its last positions, else all of a row.
 *
 * @param forward Gives [texts, length, vocabulary], or the last positions of it.
 * @param spent A row of an earlier answer that may be written over.
 */
export async function readCandidates(
  scope: Scope,
  forward: () => Tensor,
  positions: number,
  shortlist: Shortlist,
  spent?: Float32Array,
): Promise<(Candidates | Float32Array)[][]> {
  using logits = scope.run(() => tidy(() => lastPositions(forward(), positions)));
  if (shortlist.count >= (logits.shape.at(-1) ?? 0)) return await rowsOf(logits, spent);
  const largest = await readLargest(scope, logits, shortlist);
  const told = largest.map((row, text) => row.map((one) => shortlist.narrow(one, text)));
  const rows = told.map((row) => row.flatMap((one) => one ?? []));
  if (rows.every((row, text) => row.length === told[text]?.length)) return rows;
  const whole = await rowsOf(logits, spent);
  return whole.map((row, text) => row.map((all, position) => told[text]?.[position] ?? all));
}

/** The largest logits of each text and position, and the totals of their rows where a shortlist asks for them. */
async function readLargest(
  scope: Scope,
  logits: Tensor,
  { count, temperatures }: Shortlist,
): Promise<Largest[][]> {
  const vocabularySize = logits.shape.at(-1) ?? 0;
  const read = scope.run(() =>
    tidy(() => ({ ...topK(logits, count), likeliest: temperatures && likeliest(logits, temperatures) })),
  );
  using values = read.values;
  using indices = read.indices;
  using probabilities = read.likeliest;
  const [rows, ids, most] = await Promise.all([rowsOf(values), indices.data(), probabilities?.data()]);
  return rows.map((row, text) =>
    row.map((own, position) => {
      const at = text * row.length + position;
      const largest = { ids: ids.subarray(at * count, (at + 1) * count), logits: own, vocabularySize };
      return most === undefined ? largest : { ...largest, total: 1 / Number(most[at]) };
    }),
  );
}

/** Probabilities [texts, positions] of the likeliest ids. */
function likeliest(logits: Tensor, temperatures: readonly number[]): Tensor {
  const inverse = temperatures.map((temperature) => [[1 / temperature]]);
  const scale = to(tensor(inverse, { dtype: logits.dtype }), logits.backend);
  return max(softmax(multiply(logits, scale)), { axis: -1 });
}

/** The rows [texts, positions, width] of a tensor. */
async function rowsOf(x: Tensor, spent?: Float32Array): Promise<Float32Array[][]> {
  const own = await x.dataInto(spent && new Float32Array(spent.buffer));
  const [texts = 0, positions = 0, width = 0] = x.shape;
  const data = own instanceof Float32Array ? own : Float32Array.from(own);
  return Array.from({ length: texts }, (_, text) =>
    Array.from({ length: positions }, (_position, position) => {
      const start = (text * positions + position) * width;
      return data.subarray(start, start + width);
    }),
  );
}
