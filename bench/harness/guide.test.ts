import { expect, it } from 'vitest';
import { fillGuide } from './guide.ts';

it('fillGuide puts tables between their marks, again and again', () => {
  const page = '# A\n<!-- bench: one -->\nold\n<!-- /bench -->\nB\n<!-- bench: two -->\n<!-- /bench -->\n';
  const filled = fillGuide(page, (work) => (work === 'one' ? 'new $1\n' : undefined));
  expect(filled).toBe(
    '# A\n<!-- bench: one -->\n\nnew $1\n\n<!-- /bench -->\nB\n<!-- bench: two -->\n\nNot measured yet: `pnpm bench two`.\n\n<!-- /bench -->\n',
  );
  expect(fillGuide(filled, () => 'new $1\n').split('new $1')).toHaveLength(3);
});
