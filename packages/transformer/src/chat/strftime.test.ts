import { expect, test } from 'vitest';
import { ChatTemplateError } from './errors.ts';
import { strftime } from './strftime.ts';

// Checked with Python's datetime.strftime in the C locale.
const date = new Date(2026, 6, 5, 9, 3, 7, 45);

test.each([
  ['%d %b %Y', '05 Jul 2026'],
  ['%A, %B %-d, %Y', 'Sunday, July 5, 2026'],
  ['%Y-%m-%d %H:%M:%S.%f', '2026-07-05 09:03:07.045000'],
  ['%I:%M %p', '09:03 AM'],
  ['%j %w %u %y %e|%-m', '186 0 7 26  5|7'],
  ['%c', 'Sun Jul  5 09:03:07 2026'],
  ['%x %X %D %F %R %T', '07/05/26 09:03:07 07/05/26 2026-07-05 09:03 09:03:07'],
  ['100 %%%n', '100 %\n'],
  ['', ''],
])('%s', (format, text) => {
  expect(strftime(date, format)).toBe(text);
});

test('noon, midnight and the last day of a leap year', () => {
  expect(strftime(new Date(2024, 11, 31, 12), '%I %p %j')).toBe('12 PM 366');
  expect(strftime(new Date(2024, 0, 1, 0), '%I %p %j')).toBe('12 AM 001');
});

test.each(['%Q', '%', '%-'])('%s is refused by name', (format) => {
  expect(() => strftime(date, format)).toThrow(ChatTemplateError);
  expect(() => strftime(date, format)).toThrow(`does not know ${format}`);
});
