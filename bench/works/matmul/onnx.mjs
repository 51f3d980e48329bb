import { graphSide } from '../../peers/onnx.mjs';

export const prepare = ({ threads }, inputs) => graphSide('onnx/matmul.onnx', threads, inputs);
