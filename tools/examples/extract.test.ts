import { expect, it } from 'vitest';
import { examplesOfMarkdown, examplesOfSource } from './extract.ts';

it('finds the ts blocks of a page, with their lines', () => {
  const page = [
    '# Title',
    '```sh',
    'npm install',
    '```',
    '- in a list:',
    '',
    '  ```ts',
    '  const first = 1;',
    '',
    '  const second = 2;',
    '  ```',
    '',
    '~~~ts no-run',
    'const third = 3;',
    '~~~',
    '    const indented = 4;',
  ].join('\n');
  expect(examplesOfMarkdown('page.md', page)).toEqual([
    { path: 'page.md', line: 8, code: 'const first = 1;\n\nconst second = 2;', run: true },
    { path: 'page.md', line: 14, code: 'const third = 3;', run: false },
  ]);
});

it('finds the examples of doc comments: of the file, of functions, of members', () => {
  const source = [
    '/**',
    ' * @example',
    ' * ```ts',
    " * import 'a';",
    ' * ```',
    ' */',
    "import type { B } from './b.ts';",
    'export class C {',
    '  /**',
    '   * @example',
    '   * ```ts',
    '   * if (true) {',
    '   *   run();',
    '   * }',
    '   * ```',
    '   */',
    '  method(): string {',
    '    return "/** ```ts not this ``` */";',
    '  }',
    '}',
    'export type D = B;',
  ].join('\n');
  expect(examplesOfSource('c.ts', source)).toEqual([
    { path: 'c.ts', line: 4, code: "import 'a';", run: true },
    { path: 'c.ts', line: 12, code: 'if (true) {\n  run();\n}', run: true },
  ]);
});
