/** Rules out ids whose logit is below `least`, in place. */
export function ruleOutBelow(logits: Float32Array, least: number): Float32Array {
  for (let id = 0; id < logits.length; id++) {
    if ((logits[id] ?? 0) < least) logits[id] = Number.NEGATIVE_INFINITY;
  }
  return logits;
}

/** Rules out all ids but these, in place. */
export function keepOnly(logits: Float32Array, ids: readonly number[]): Float32Array {
  const kept = ids.map((id) => logits[id] ?? Number.NEGATIVE_INFINITY);
  logits.fill(Number.NEGATIVE_INFINITY);
  for (const [place, id] of ids.entries()) logits[id] = kept[place] ?? Number.NEGATIVE_INFINITY;
  return logits;
}
