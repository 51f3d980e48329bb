import type { Race } from '../../harness/work.ts';
import { encoderGraph } from '../encode/work.ts';

export const coldStartWork: Race = {
  kind: 'race',
  name: 'cold-start',
  title: 'Cold start',
  about:
    'From the start of a process to the first vector of all-MiniLM-L6-v2: importing, loading the weights from disk (in the cache of the system) and one sentence, each library as it is installed.',
  unit: 'process',
  cases: [{ name: 'one sentence vector', setting: {}, tolerance: 1e-3 }],
  needs: encoderGraph,
};
