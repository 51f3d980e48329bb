import { graphSide } from '../../peers/onnx.mjs';

export const prepare = async ({ threads, causal }, inputs) =>
  causal ? undefined : await graphSide('onnx/sdpa.onnx', threads, inputs);
