import { checkKind, checkOneOf, checkOptions } from '@heed/core';
import { script, scriptHash, style, styleHash } from '../generated/head-view.ts';
import { type AttentionMap, modelsOf } from './attention-map.ts';
import { escapeText, scriptJson } from './escape.ts';
import { paletteDigits } from './palette.ts';
import type { AttentionView, Payload } from './payload.ts';

/** A text above the maps: a source, a translation, a prediction. */
export interface LabelledText {
  readonly label: string;
  readonly text: string;
}

/** Options of {@link attentionHtml}. */
export interface AttentionHtmlOptions {
  /** Title of the page. */
  readonly title: string;
  /** What the page shows, in a sentence or two. */
  readonly description?: string;
  /** Texts above the maps, such as the source and what the model made of it. */
  readonly texts?: readonly LabelledText[];
  /** Maps of one name are the layers of one model; models stand side by side. */
  readonly maps: readonly AttentionMap[];
  /** What is shown first: a heat map, or lines between words. The page can change it. Default `matrix`. */
  readonly view?: AttentionView;
  /**
   * The weight with the strongest colour: 1, so that maps can be compared, or the largest of each map, so that faint
   * patterns show. The page can change it. Default `largest`.
   */
  readonly scaleTo?: 1 | 'largest';
}

/**
 * A page to look inside attention with: each model's layers × heads as small maps, the chosen ones large, as a heat
 * map, as lines between words, or over a picture. Pointing at a word shows its attention, a click pins it and lists
 * the numbers; all can be done by keyboard and heard by a screen reader; dark and light.
 *
 * The page is one file that needs no other, and its content security policy forbids it any network. Words may be
 * anything: they are only ever shown as text. Weights are kept in 16 bits: 12 layers of 12 heads over 32 × 32 words
 * take 0.4 MB.
 *
 * @returns The text of the page, as HTML.
 * @throws {ShapeError} if weights do not fit their words, or a grid of patches its columns.
 * @throws {ValueError} if a weight is NaN or infinite.
 * @throws {OptionError} if an option is unknown or not supported, or maps of one name do not belong together.
 *
 * @example
 * ```ts
 * import { attentionHtml } from '@heed/attention/pictures';
 * const html = attentionHtml({
 *   title: 'Guten Tag',
 *   texts: [{ label: 'Source', text: 'good day' }, { label: 'Translation', text: 'guten Tag' }],
 *   maps: [
 *     { name: 'Decoder', kind: 'cross', rows: ['guten', 'Tag'], columns: ['good', 'day'], weights: [[[0.8, 0.2], [0.1, 0.9]]] },
 *   ],
 * });
 * console.log(html.startsWith('<!doctype html>')); // true
 * ```
 */
export function attentionHtml(options: AttentionHtmlOptions): string {
  checkOptions('attentionHtml', options, ['title', 'description', 'texts', 'maps', 'view', 'scaleTo']);
  const { title, description, texts = [], maps, view = 'matrix', scaleTo = 'largest' } = options;
  checkOneOf('attentionHtml: view', view, ['matrix', 'lines']);
  checkOneOf('attentionHtml: scaleTo', scaleTo, [1, 'largest']);
  const payload: Payload = {
    ...{ view, scaleTo, models: modelsOf('attentionHtml', maps) },
    palettes: {
      light: paletteDigits('light'),
      dark: paletteDigits('dark'),
      picture: paletteDigits('picture'),
    },
  };
  checkKind('attentionHtml: texts', texts, 'a list');
  const shownTexts = texts.map(({ label, text }) => {
    return `<dt>${escapeText(label)}</dt><dd dir="auto">${escapeText(text)}</dd>`;
  });
  const policy = [
    ...["default-src 'none'", `script-src '${scriptHash}'`, `style-src '${styleHash}'`],
    ...['img-src data:', "base-uri 'none'", "form-action 'none'"],
  ];
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<link rel="icon" href="data:,">',
    `<title>${escapeText(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<h1>${escapeText(title)}</h1>`,
    ...(description === undefined ? [] : [`<p class="description">${escapeText(description)}</p>`]),
    ...(shownTexts.length === 0 ? [] : [`<dl class="texts">${shownTexts.join('')}</dl>`]),
    '<div id="settings"></div>',
    '<p id="hint" class="hint"></p>',
    '</header>',
    '<main id="maps"></main>',
    '<noscript><p>The maps are drawn by a script, which this browser has turned off.</p></noscript>',
    '<p id="told" class="unseen" role="status" aria-live="polite"></p>',
    `<script type="application/json" id="attention">${scriptJson(payload)}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
