const sides = {
  matmul: () => import('../matmul/onnx.mjs'),
  'language-model': () => import('../language-model/onnx.mjs'),
};

export const prepare = async (setting, inputs) => {
  const side = await sides[setting.work]?.();
  return await side?.prepare(setting, inputs);
};
