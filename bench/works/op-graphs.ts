import type { Race } from '../harness/work.ts';

/** The graphs of single operations, which onnxruntime needs. */
export const opGraphs: NonNullable<Race['needs']> = {
  script: 'ops.py',
  makes: 'onnx/sdpa.onnx',
  peers: ['onnxruntime-node', 'onnxruntime-web'],
};
