import type { Need } from '../harness/work.ts';

/** The graphs of single operations, which onnxruntime needs. */
export const opGraphs: readonly Need[] = [
  { script: 'ops.py', makes: 'onnx/sdpa.onnx', peers: ['onnxruntime-node', 'onnxruntime-web'] },
];
