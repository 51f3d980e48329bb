export { type AttentionSvgOptions, attentionSvg } from './attention-svg.ts';
export type { Theme } from './palette.ts';
