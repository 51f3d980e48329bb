import { createHash } from 'node:crypto';
import { OptionError, ShapeError, ValueError } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { type AttentionHtmlOptions, attentionHtml } from './attention-html.ts';
import type { AttentionMap } from './attention-map.ts';
import { unpackWeights } from './packed-weights.ts';
import { patchWords } from './patch-words.ts';
import type { Payload } from './payload.ts';

const map: AttentionMap = {
  name: 'Decoder',
  kind: 'cross',
  rows: ['guten', 'Tag'],
  columns: ['good', 'day', '!'],
  weights: [
    [
      [0.8, 0.2, 0],
      [0.1, 0.25, 0.65],
    ],
  ],
};
const page = (maps: readonly AttentionMap[], more: Partial<AttentionHtmlOptions> = {}): string => {
  return attentionHtml({ title: 'A page', maps, ...more });
};

function payloadOf(html: string): Payload {
  const json = /<script type="application\/json" id="attention">(.*?)<\/script>/s.exec(html)?.[1];
  return JSON.parse(json ?? '');
}

describe('attentionHtml', () => {
  it('forbids all network, and all scripts and styles but its own', () => {
    const html = page([map]);
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1];
    const hash = (text = ''): string => createHash('sha256').update(text).digest('base64');
    const script = /<script>(.*?)<\/script>/s.exec(html)?.[1];
    const style = /<style>(.*?)<\/style>/s.exec(html)?.[1];
    expect(policy).toBe(
      `default-src 'none'; script-src 'sha256-${hash(script)}'; style-src 'sha256-${hash(style)}'; ` +
        "img-src data:; base-uri 'none'; form-action 'none'",
    );
    expect(html).not.toMatch(/https?:(?!\/\/www\.w3\.org)/);
  });

  it('holds words and weights', () => {
    const { models } = payloadOf(page([map]));
    expect(models).toMatchObject([{ name: 'Decoder', kind: 'cross', rows: map.rows, columns: map.columns }]);
    const packed = models[0]?.layers[0]?.weights;
    expect(packed === undefined ? [] : Array.from(unpackWeights(packed))).toEqual(
      [0.8, 0.2, 0, 0.1, 0.25, 0.65].map((weight) => expect.closeTo(weight, 5)),
    );
  });

  it('takes what an observer sees, of one example', () => {
    const data = Float32Array.from({ length: 12 }, (_, index) => index / 20);
    const nested = [0, 1].map((head) =>
      [0, 1].map((row) => Array.from(data.slice(6 * head + 3 * row, 6 * head + 3 * row + 3))),
    );
    const html = page([{ ...map, weights: nested }]);
    expect(page([{ ...map, weights: { data, shape: [2, 2, 3] } }])).toBe(html);
    expect(page([{ ...map, weights: { data, shape: [1, 2, 2, 3] } }])).toBe(html);
  });

  it('puts the layers of one name into one card, in their order', () => {
    const { models } = payloadOf(
      page([
        { ...map, layer: 2 },
        { ...map, name: 'Other' },
        { ...map, layer: 0 },
      ]),
    );
    expect(models.map(({ name, layers }) => [name, ...layers.map(({ layer }) => layer)])).toEqual([
      ['Decoder', 0, 2],
      ['Other', null],
    ]);
  });

  it('shows hostile text as text', () => {
    const evil = '</script><script>alert(1)</script>\u2028';
    const html = page([{ ...map, name: evil, rows: [evil, '<!--'] }], {
      ...{ title: evil, description: evil, texts: [{ label: evil, text: evil }] },
    });
    expect(html).not.toContain('<script>alert');
    expect(Array.from(html.matchAll(/<script/g))).toHaveLength(2);
    expect(payloadOf(html).models[0]?.name).toBe(evil);
  });

  it('is small and quick: 12 layers of 12 heads over 32 words', () => {
    const words = Array.from({ length: 32 }, (_, index) => `word${index}`);
    const data = Float32Array.from({ length: 12 * 32 * 32 }, (_, index) => ((index * 7919) % 1000) / 1000);
    const start = performance.now();
    const html = page(
      Array.from({ length: 12 }, (_, layer) => {
        return {
          name: 'Encoder',
          layer,
          kind: 'self',
          rows: words,
          columns: words,
          weights: { data, shape: [12, 32, 32] },
        };
      }),
    );
    expect(html.length).toBeLessThan(450_000);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('names what it cannot show', () => {
    const image = { source: 'data:image/png;base64,AAAA', description: '', grid: { rows: 1, columns: 2 } };
    const faults: [readonly object[], typeof OptionError | typeof ShapeError | typeof ValueError, RegExp][] =
      [
        [[], OptionError, /one map at least/],
        [[{ ...map, kind: 'cros' }], OptionError, /kind must be self, cross or image, got cros/],
        [[{ ...map, heads: 2 }], OptionError, /heads/],
        [[{ ...map, layer: -1 }], OptionError, /layer must be a whole number from 0, got -1/],
        [[map, map], OptionError, /needs the number of its layer/],
        [
          [
            { ...map, layer: 0 },
            { ...map, layer: 1 },
            { ...map, layer: 1 },
          ],
          OptionError,
          /layer 1 is given twice/,
        ],
        [
          [
            { ...map, layer: 0 },
            { ...map, layer: 1, rows: ['a', 'b'] },
          ],
          OptionError,
          /layers 0 and 1 differ/,
        ],
        [[{ ...map, kind: 'image' }], OptionError, /needs an image/],
        [[{ ...map, image }], OptionError, /no other kind takes one/],
        [
          [{ ...map, kind: 'image', image: { ...image, source: 'http://x.test/a.png' } }],
          OptionError,
          /data URL.*http/,
        ],
        [
          [{ ...map, kind: 'image', image: { ...image, source: 'data:text/html,x' } }],
          OptionError,
          /data URL/,
        ],
        [
          [{ ...map, kind: 'image', image: { ...image, grid: { rows: 2, columns: 2 } } }],
          ShapeError,
          /2 × 2 .* 3 columns/,
        ],
        [
          [{ ...map, kind: 'image', image: { ...image, grid: { rows: 0, columns: 2 } } }],
          OptionError,
          /image.grid.rows must be a whole number from 1, got 0/,
        ],
        [[{ ...map, weights: [] }], ShapeError, /Decoder: weights must have a head/],
        [[{ ...map, weights: [[[1]]] }], ShapeError, /\[2, 3\].*\[1, 1\]/],
        [[{ ...map, weights: { data: [1, 2], shape: [1, 2] } }], ShapeError, /\[1, 2\]/],
        [
          [{ ...map, weights: { data: new Float32Array(12), shape: [2, 1, 2, 3] } }],
          ShapeError,
          /one example/,
        ],
        [
          [
            {
              ...map,
              weights: [
                [
                  [0, 0, 0],
                  [0, Number.NaN, 0],
                ],
              ],
            },
          ],
          ValueError,
          /row 1, column 1 is NaN/,
        ],
      ];
    for (const [maps, type, message] of faults) {
      // @ts-expect-error: some are wrong on purpose.
      const make = (): string => page(maps);
      expect(make, String(message)).toThrow(type);
      expect(make).toThrow(message);
    }
    // @ts-expect-error: wrong on purpose.
    expect(() => page([map], { view: 'circles' })).toThrow(/view must be matrix or lines, got circles/);
    // @ts-expect-error: wrong on purpose.
    expect(() => page([map], { scaleTo: 2 })).toThrow(/scaleTo must be 1 or largest, got 2/);
    // @ts-expect-error: wrong on purpose.
    expect(() => page([map], { theme: 'dark' })).toThrow(OptionError);
  });
});

describe('patchWords', () => {
  it('names patches row by row', () => {
    expect(patchWords(2, 3)).toEqual([
      'patch 1,1',
      'patch 1,2',
      'patch 1,3',
      'patch 2,1',
      'patch 2,2',
      'patch 2,3',
    ]);
    expect(() => patchWords(0, 3)).toThrow(OptionError);
  });
});
