import type { AlignedText } from '../text/aligned-text.ts';

/** Changes a text before it is cut: its case, its accents, its spaces. */
export type Normalizer = (text: AlignedText) => AlignedText;
