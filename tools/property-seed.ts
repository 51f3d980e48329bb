// Property tests draw the same cases in every run, so that a change is judged by what it changed.
// HEED_SEED=random draws new ones, HEED_SEED=<integer> repeats what a failure printed.
import fc from 'fast-check';

const asked = process.env['HEED_SEED'] ?? '1';
if (asked !== 'random') {
  const seed = Number(asked);
  if (!Number.isSafeInteger(seed))
    throw new Error(`HEED_SEED must be an integer or "random", not "${asked}".`);
  fc.configureGlobal({ seed });
}
