import type { Race } from '../../harness/work.ts';

export const coldStartWork: Race = {
  kind: 'race',
  name: 'cold-start',
  title: 'Cold start',
  about:
    'From the start of a process to the first vector of all-MiniLM-L6-v2: importing, loading the weights from disk (in the cache of the system) and one sentence. Heed runs from its sources, which Node strips of types while it loads them.',
  unit: 'process',
  cases: [{ name: 'one sentence vector', setting: {}, tolerance: 1e-3 }],
  needs: { script: 'minilm.py', makes: 'models/minilm/onnx/model.onnx', peers: ['transformers.js'] },
};
