export { type AttentionHtmlOptions, attentionHtml, type LabelledText } from './attention-html.ts';
export type { AttentionMap, PatchedImage } from './attention-map.ts';
export { type AttentionSvgOptions, attentionSvg } from './attention-svg.ts';
export { escapeText } from './escape.ts';
export type { HeadWeights } from './head-weights.ts';
export { type Ground, paletteDigits, type Theme } from './palette.ts';
export { patchWords } from './patch-words.ts';
export type { AttentionKind, AttentionView } from './payload.ts';
