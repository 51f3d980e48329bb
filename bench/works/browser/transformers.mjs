const sides = {
  encode: () => import('../encode/transformers.mjs'),
  'language-model': () => import('../language-model/transformers.mjs'),
};

export const prepare = async (setting, inputs) => {
  const side = await sides[setting.work]?.();
  return await side?.prepare(setting, inputs);
};
