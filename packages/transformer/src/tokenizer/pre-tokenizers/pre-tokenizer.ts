import type { AlignedText } from '../text/aligned-text.ts';

/** Cuts a piece of text into smaller ones, none of them empty, which the model then takes one by one. */
export type PreTokenizer = (text: AlignedText) => readonly AlignedText[];
