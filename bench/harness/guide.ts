import type { WorkResult } from './results.ts';
import { speedRatio } from './statistics.ts';
import { showNumber } from './table.ts';

/** The page with the tables of the works put between their marks, `<!-- bench: matmul -->` and `<!-- /bench -->`. */
export function fillGuide(page: string, markdownOf: (work: string) => string | undefined): string {
  return page.replace(
    /(<!-- bench: ([\w-]+) -->\n)[\s\S]*?(<!-- \/bench -->)/g,
    (_, begin: string, work: string, end: string) => {
      const markdown = markdownOf(work) ?? `Not measured yet: \`pnpm bench ${work}\`.`;
      return `${begin}\n${markdown.trim()}\n\n${end}`;
    },
  );
}

/**
 * The page with the ratios that it quotes put between their marks, of a work, a case and a side:
 * `<!-- ratio: encode / batch 32 / PyTorch -->0.886<!-- /ratio -->`, above 1 where Heed is faster.
 */
export function fillRatios(page: string, resultOf: (work: string) => WorkResult | undefined): string {
  return page.replace(
    /(<!-- ratio: (.+?) -->).*?(<!-- \/ratio -->)/g,
    (_, begin: string, place: string, end: string) => {
      const [work = '', name, peer] = place.split(' / ');
      const sides = resultOf(work)?.cases.find((one) => one.name === name)?.sides ?? [];
      const roundsOf = (who: string | undefined) => sides.find((side) => side.peer === who)?.rounds;
      const [own, other] = [roundsOf('heed'), roundsOf(peer)];
      if (own === undefined || other === undefined) throw new Error(`No result for the ratio "${place}".`);
      return `${begin}${showNumber(speedRatio(own, other).typical)}${end}`;
    },
  );
}

/** The guides that quote ratios. */
export const guidesWithRatios: readonly string[] = [
  'from-pytorch.md',
  'from-tensorflow-js.md',
  'from-transformers-js.md',
];
