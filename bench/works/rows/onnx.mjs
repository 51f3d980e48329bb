import { graphSide } from '../../peers/onnx.mjs';

export const prepare = ({ threads, op }, inputs) => graphSide(`onnx/${op}.onnx`, threads, inputs);
