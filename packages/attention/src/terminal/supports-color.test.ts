import { expect, test } from 'vitest';
import { supportsColor } from './supports-color.ts';

const terminal = { isTTY: true };
const file = {};

test.each([
  [terminal, {}, true],
  [file, {}, false],
  [terminal, { TERM: 'dumb' }, false],
  [terminal, { TERM: 'xterm-256color' }, true],
  [terminal, { NO_COLOR: '1' }, false],
  [terminal, { NO_COLOR: '0' }, false],
  [terminal, { NO_COLOR: '' }, true],
  [file, { FORCE_COLOR: '1' }, true],
  [file, { FORCE_COLOR: '' }, true],
  [file, { FORCE_COLOR: '3', NO_COLOR: '1' }, true],
  [terminal, { FORCE_COLOR: '0' }, false],
  [terminal, { FORCE_COLOR: 'False' }, false],
])('%j with %j: %s', (stream, environment, expected) => {
  expect(supportsColor(stream, environment)).toBe(expected);
});
