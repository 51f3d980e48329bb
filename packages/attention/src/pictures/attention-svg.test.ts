import { OptionError, ShapeError, ValueError } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { attentionSvg } from './attention-svg.ts';

const weights = [
  [0.8, 0.2, 0],
  [0.1, 0.25, 0.65],
];
const words = { rows: ['guten', 'Tag'], columns: ['good', 'day', '!'] };

const count = (text: string, pattern: RegExp): number => Array.from(text.matchAll(pattern)).length;

describe('attentionSvg', () => {
  it('has a cell with its number for each pair of words', () => {
    const svg = attentionSvg(weights, words);
    expect(count(svg, /<rect [^>]*><title>/g)).toBe(6);
    expect(svg).toContain('<title>guten → good: 80.0\u00a0%</title>');
    expect(svg).toContain('<title>Tag → !: 65.0\u00a0%</title>');
  });

  it('has a name and a description', () => {
    const svg = attentionSvg(weights, {
      ...words,
      title: 'An alignment',
      description: 'Two words over three.',
    });
    expect(svg).toMatch(
      /^<svg [^>]*role="img"[^>]*>\n<title>An alignment<\/title>\n<desc>Two words over three\.<\/desc>/,
    );
    expect(attentionSvg(weights, words)).toContain('2 words that look, down, over 3 words');
  });

  it('takes numbers with their shape', () => {
    const data = Float32Array.from(weights.flat());
    expect(attentionSvg({ data, shape: [2, 3] }, words)).toBe(attentionSvg(weights, words));
  });

  it('colours by the scale that is asked for', () => {
    const fills = (svg: string): string[] =>
      Array.from(svg.matchAll(/fill="(rgb[^"]*)"><title>/g), ([, fill = '']) => fill);
    const strongest = fills(attentionSvg([[1]], { rows: ['a'], columns: ['b'] }))[0];
    expect(fills(attentionSvg(weights, words))[0]).not.toBe(strongest);
    expect(fills(attentionSvg(weights, { ...words, scaleTo: 'largest' }))[0]).toBe(strongest);
    expect(fills(attentionSvg(weights, { ...words, scaleTo: 0.5 }))[5]).toBe(strongest);
    expect(fills(attentionSvg(weights, { ...words, theme: 'dark' }))).not.toEqual(
      fills(attentionSvg(weights, words)),
    );
    expect(attentionSvg([[0]], { rows: ['a'], columns: ['b'], scaleTo: 'largest' })).toContain(
      '100.0\u00a0%',
    );
  });

  it('shows words of any script and kind as text', () => {
    const rows = ['<script>', '日本語'];
    const svg = attentionSvg(weights, {
      rows,
      columns: ['"&\'', 'مرحبا', '\u0000\ufffe'],
      title: '</title>',
    });
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('&lt;script&gt; → مرحبا');
    expect(svg).toContain('日本語 → &quot;&amp;&#39;');
    expect(svg).toContain('<title>&lt;/title&gt;</title>');
    expect(svg).toContain('␀\ufffd');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 does not allow.
    expect(svg).not.toMatch(/[\u0000-\u0008\ufffe]/);
  });

  it('has room for its words', () => {
    const width = (svg: string): number => Number(/ width="(\d+)"/.exec(svg)?.[1]);
    const long = attentionSvg([[1]], { rows: ['Rechtsschutzversicherung'], columns: ['insurance'] });
    expect(width(long)).toBeGreaterThan(width(attentionSvg([[1]], { rows: ['a'], columns: ['b'] })) + 100);
  });

  it('is well without words', () => {
    expect(attentionSvg([], { rows: [], columns: [] })).toMatch(/<\/svg>$/);
    expect(attentionSvg([[], []], { rows: ['a', 'b'], columns: [] })).not.toContain('NaN');
  });

  it('names what it cannot draw', () => {
    expect(() => attentionSvg([[1]], words)).toThrow(ShapeError);
    expect(() => attentionSvg([[Number.NaN]], { rows: ['a'], columns: ['b'] })).toThrow(ValueError);
    for (const options of [{ scaleTo: 0 }, { cell: 0 }, { theme: 'blue' }, { colour: true }]) {
      // @ts-expect-error: wrong on purpose.
      expect(() => attentionSvg(weights, { ...words, ...options })).toThrow(OptionError);
    }
  });
});
