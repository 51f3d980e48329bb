import { expect, it } from 'vitest';
import { Loaded } from './loaded.ts';

it('is loaded once, and anew where that failed', async () => {
  const loaded = new Loaded<number>();
  expect(loaded.value).toBeUndefined();
  await expect(loaded.load(() => Promise.reject(new Error('no connection')))).rejects.toThrow(
    'no connection',
  );
  expect(loaded.value).toBeUndefined();
  let begun = 0;
  const begin = async (): Promise<number> => {
    begun += 1;
    return 7;
  };
  expect(await Promise.all([loaded.load(begin), loaded.load(begin), loaded.value])).toEqual([7, 7, 7]);
  expect(begun).toBe(1);
});
