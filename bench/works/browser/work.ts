import type { Case, Need, Race, Tab } from '../../harness/work.ts';
import { encoderGraph, encoding } from '../encode/work.ts';
import { product } from '../matmul/work.ts';
import { opGraphs } from '../op-graphs.ts';

/** As transformers.js and our playground have it: a page stays responsive while its worker computes. */
const place: Tab = { thread: 'worker', isolated: true };

const others = ['transformers.js', 'onnxruntime-web', 'tfjs-wasm'];

const level0 = 'onnxruntime-web at level 0';

const aims = { 'transformers.js': 1.3, 'onnxruntime-web': 1.3, 'tfjs-wasm': 1.3 };

const onnx = 'models/smollm2/onnx';

const needs: readonly Need[] = [
  ...opGraphs,
  ...encoderGraph,
  { script: 'smollm2.py', makes: `${onnx}/model_q4.onnx`, peers: ['onnxruntime-web', level0] },
  { script: 'smollm2_level0.py', makes: `${onnx}/model_level0_q4.onnx`, peers: [level0] },
  { script: 'smollm2_page.py', makes: `${onnx}/model_float_embeddings_q4.onnx`, peers: ['transformers.js'] },
];

/** A case of another work. */
function inTab(work: string, { setting, ...given }: Case): Case {
  return { ...given, setting: { ...setting, work }, aims };
}

function reading(task: 'prefill' | 'decode', prompt: number, answer: number): Case {
  const [count, after] = task === 'prefill' ? [prompt, ''] : [answer, ` after ${prompt}`];
  return inTab('language-model', {
    name: `${task} ${count} tokens${after}, q4`,
    setting: { task, precision: 'q4', prompt, answer },
    amount: { count, unit: 'tokens' },
    // Ours must give the same tokens wherever they run; quantisers differ, and with them the tokens.
    tolerance: 0,
    incomparable: [...others, level0],
  });
}

export const browserWork: Race = {
  kind: 'race',
  name: 'browser',
  title: 'In a browser',
  about:
    'A product, the sentence vectors and the language model of above (4 bits, a prompt of 32 or 256 tokens) in Chromium. Each side is the only page of a browser of its own, bundled by esbuild; it runs in a worker of a page that is cross-origin isolated. **Heed** does so, and beside it on the main thread, in a page that is not isolated and so has one thread, and in Node. transformers.js is its build for the web on onnxruntime-web, which cannot look up embeddings in 4 bits: they are float32 there. Graphs in 4 bits say in which type products may be computed: those of onnxruntime allow 8-bit activations (accuracy level 4), the ones **at level 0** leave float32. Tokens are compared among ours alone, since quantisers differ. Memory is that of the process that runs the page.',
  place,
  rounds: 5,
  cases: [
    inTab('matmul', product(1024, 1024, 1024)),
    ...[1, 32].map((batch) => {
      const given = inTab('encode', encoding(batch));
      return { ...given, name: `sentence vectors, ${given.name}` };
    }),
    reading('prefill', 256, 64),
    reading('decode', 32, 64),
  ],
  needs,
  peers: ['Heed on the main thread', 'Heed without isolation', 'Heed in Node', ...others, level0],
};

export const browserColdStartWork: Race = {
  kind: 'race',
  name: 'browser-cold-start',
  title: 'Cold start in a browser',
  about:
    'From the opening of a page to the answer, in a new browser each time that has kept nothing: scripts, WebAssembly and weights come from a server on the machine. The weights of the language model are 98 MB for Heed (the published Q4_1 file, by its URL), 86 for onnxruntime-web and 200 for transformers.js.',
  folder: 'browser',
  place,
  unit: 'process',
  rounds: 5,
  cases: [
    {
      name: 'one sentence vector',
      setting: { work: 'encode', batch: 1, sentences: 1 },
      tolerance: 1e-3,
      aims,
    },
    {
      name: 'a prompt of 32 tokens and six of the answer, q4',
      setting: { work: 'language-model', task: 'decode', precision: 'q4', prompt: 32, answer: 6 },
      aims,
    },
  ],
  needs,
  peers: others,
};
