import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, scriptJson, shownWords } from './escape.ts';

describe('escapeText', () => {
  it('leaves nothing that could begin markup or end an attribute', () => {
    expect(escapeText(`<a href="x" title='y'>&</a>`)).toBe(
      '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;',
    );
    const text = fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", ';', 'a', '\u0000') });
    fc.assert(fc.property(text, (raw) => !/[<>"']|&(?!\w+;|#39;)/.test(escapeText(raw))));
  });

  it('replaces what XML forbids', () => {
    expect(escapeText('a\u0000b\u001fc\ufffed\ud800e\tf\n')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\tf\n');
  });
});

describe('scriptJson', () => {
  it('cannot end its script, and is read back as it was', () => {
    const text = '</script><!--<script>\u2028\u2029&amp;';
    expect(scriptJson([text])).not.toMatch(/[<>&\u2028\u2029]/);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = scriptJson(value);
        expect(json).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('shownWords', () => {
  it('shows control characters and spaces, and shortens long words', () => {
    expect(shownWords(['', ' ', '\n', 'a\u202eb', 'x'.repeat(40)], 10)).toEqual([
      ...['␣', '␣', '␊', 'a\ufffdb', 'xxxxxxxxx…'],
    ]);
  });
});
