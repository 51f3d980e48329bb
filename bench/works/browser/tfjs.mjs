const sides = {
  matmul: () => import('../matmul/tfjs.mjs'),
  encode: () => import('../encode/tfjs.mjs'),
};

export const prepare = async (setting, inputs) => {
  const side = await sides[setting.work]?.();
  return await side?.prepare(setting, inputs);
};
