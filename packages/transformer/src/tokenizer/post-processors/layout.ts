/** What stands in an encoding: the tokens of the first text or of the second, or a special token. */
export type LayoutItem =
  | { readonly text: 0 | 1; readonly typeId: number }
  | { readonly token: string; readonly id: number; readonly typeId: number };

/** How the tokens of one text, or of a pair, are put together. */
export interface PostProcessor {
  readonly layout: (isPair: boolean, addSpecialTokens: boolean) => readonly LayoutItem[];
  /** White space at the edges of tokens does not count as theirs; `keepsFirst` where one was put before the text. */
  readonly trims: readonly { readonly keepsFirst: boolean }[];
}

/** Texts one after the other. */
export const plainLayout: PostProcessor = { layout: (isPair) => textsOnly(isPair), trims: [] };

export function textsOnly(isPair: boolean): LayoutItem[] {
  const first: LayoutItem = { text: 0, typeId: 0 };
  return isPair ? [first, { text: 1, typeId: 1 }] : [first];
}
