/** Ids whose logit is not −∞. */
export function possibleIds(logits: Float32Array): number[] {
  const ids: number[] = [];
  for (let id = 0; id < logits.length; id++) if (logits[id] !== Number.NEGATIVE_INFINITY) ids.push(id);
  return ids;
}

/** The row with −∞ for all other ids. */
export function keepOnly(logits: Float32Array, ids: readonly number[]): Float32Array {
  const row = new Float32Array(logits.length).fill(Number.NEGATIVE_INFINITY);
  for (const id of ids) row[id] = logits[id] ?? Number.NEGATIVE_INFINITY;
  return row;
}
