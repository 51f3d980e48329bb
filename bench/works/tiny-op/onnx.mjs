import { graphSide } from '../../peers/onnx.mjs';

export const prepare = ({ threads, calls }, inputs) => graphSide('onnx/add.onnx', threads, inputs, calls);
