import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createReferenceBackend } from '../backend/reference.ts';
import { testBackend } from './index.ts';
import { suite } from './suite.ts';

/** Tests are declared by the suite, and one that looks at the kernels. */
const count = suite().length + 1;

/** Runs testBackend in a process of its own, under node:test. */
function underNodeTest(
  setup: string,
  ...flags: readonly string[]
): { readonly status: number | null; readonly output: string } {
  const program = `
    import { describe, it } from 'node:test';
    import { testBackend } from '@heed/core/testing';
    import { createReferenceBackend } from '@heed/core/backend';
    const own = createReferenceBackend();
    ${setup}
  `;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=@heed/source', ...flags, '--input-type=module', '--eval', program],
    {
      cwd: new URL('../../', import.meta.url),
      encoding: 'utf8',
      env: { ...process.env, NODE_TEST_CONTEXT: undefined, NO_COLOR: '1' },
    },
  );
  return { status, output: stdout + stderr };
}

testBackend(createReferenceBackend, { describe, it });

describe('testBackend under node:test', () => {
  it('passes for a right backend, and shows what was skipped', () => {
    const { status, output } = underNodeTest(
      "testBackend(own, { describe, it }, { skip: { 'erf in float64': 'to see it here' } });",
    );
    expect(output).toContain('erf in float64 (skipped: to see it here)');
    expect(output).toContain('backend cpu: skipped "erf in float64": to see it here');
    expect(output).toMatch(new RegExp(`pass ${count - 1}\\n`));
    expect(output).toMatch(/skipped 1\n/);
    expect(status).toBe(0);
  });

  it('fails for a wrong one', () => {
    const { status, output } = underNodeTest(
      `const exp = ([x]) => [own.upload(x.buffer, x)];
      testBackend({ ...own, kernels: new Map([['exp', exp]]) }, { describe, it });`,
      '--test-name-pattern=exp: exp',
    );
    expect(output).toMatch(
      /exp \(exp \[3, 7\]\) of float32 \[3, 7\]: output 0, element 0 at \[0, 0\]: expected/,
    );
    expect(status).toBe(1);
  });
});
