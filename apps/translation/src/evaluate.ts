import { chrF, corpusBleu, type TargetCache } from '@heed/transformer';
import type { SequenceTranslator } from './checkpoint.ts';
import { readReferences } from './references.ts';
import { translate } from './translate.ts';

/** What an evaluation found. */
export interface Evaluation {
  readonly sentences: number;
  readonly bleu: number;
  readonly bleuSignature: string;
  readonly chrf: number;
  readonly chrfSignature: string;
  readonly seconds: number;
}

/** Translates a test file and compares with all its references: BLEU and chrF as sacrebleu computes them. */
export async function evaluate<Encoded, Cache extends TargetCache>(
  translator: SequenceTranslator<Encoded, Cache>,
  path: string,
  options: {
    readonly beams: number;
    readonly limit?: number | undefined;
    readonly log: (line: string) => void;
  },
): Promise<Evaluation & { readonly hypotheses: readonly string[] }> {
  const rows = (await Array.fromAsync(readReferences(path))).slice(0, options.limit);
  const started = performance.now();
  const hypotheses: string[] = [];
  for (let start = 0; start < rows.length; start += 320) {
    const sources = rows.slice(start, start + 320).map((row) => row.source);
    hypotheses.push(...(await translate(translator, sources, { beams: options.beams })));
    options.log(`${hypotheses.length} of ${rows.length}`);
  }
  const seconds = (performance.now() - started) / 1000;
  const references = rows.map((row) => row.references);
  const bleu = corpusBleu(hypotheses, references);
  const character = chrF(hypotheses, references);
  return {
    sentences: rows.length,
    bleu: bleu.score,
    bleuSignature: bleu.signature,
    chrf: character.score,
    chrfSignature: character.signature,
    seconds,
    hypotheses,
  };
}
