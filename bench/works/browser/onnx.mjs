import { isLevel0 } from '../../peers/page/onnx-runtime.mjs';

const sides = {
  matmul: () => import('../matmul/onnx.mjs'),
  'language-model': () => import('../language-model/onnx.mjs'),
};

export const prepare = async (setting, inputs) => {
  // The level is that of products in 4 bits: nothing else has one.
  if (isLevel0 && setting.precision !== 'q4') return undefined;
  const side = await sides[setting.work]?.();
  return await side?.prepare(setting, inputs);
};
