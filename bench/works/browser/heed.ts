import type { Prepare } from '../../harness/side.ts';

/** The side of another work, by its name; loaded when it is wanted, as a page would. */
const sides: Readonly<Record<string, () => Promise<{ prepare: Prepare }>>> = {
  matmul: () => import('../matmul/heed.ts'),
  encode: () => import('../encode/heed.ts'),
  'language-model': () => import('../language-model/heed.ts'),
};

export const prepare: Prepare = async (setting, inputs) => {
  const side = await sides[String(setting['work'])]?.();
  return await side?.prepare(setting, inputs);
};
