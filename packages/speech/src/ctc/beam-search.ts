import { checkOptions, OptionError, type Tensor } from '@heed/core';
import { logAddExp, readScores } from './scores.ts';

/**
 * What a language model says of a prefix: the log-probability of its last label after those before it, such as that of a
 * word that its last label ends; 0 for no opinion.
 */
export type CtcLanguageModel = (prefix: readonly number[]) => number;

/** Options of {@link searchCtcBeam}. */
export interface CtcBeamOptions {
  /** The class that stands for no label; 0 by default. */
  readonly blank?: number;
  /** Prefixes that are kept from frame to frame; 64 by default. With Infinity the search is exact, and slow. */
  readonly width?: number;
  readonly languageModel?: CtcLanguageModel;
  /** α: weight of the language model; 1 by default. */
  readonly languageModelWeight?: number;
  /** β: what each word adds to a score, against the language model's love of short texts; 0 by default. */
  readonly wordBonus?: number;
  /** The class between words; without it each label is a word. */
  readonly delimiter?: number;
  /** Most results; 1 by default. */
  readonly results?: number;
}

/** A text that was found, as labels. */
export interface CtcHypothesis {
  readonly labels: readonly number[];
  /** Log-probability of the labels over all their paths. */
  readonly logProbability: number;
  /** What hypotheses are ordered by: `logProbability + α Σ log P(label | prefix) + β words`. */
  readonly score: number;
}

/** The beginning of a text, with what is known of its paths. */
class Prefix {
  readonly parent: Prefix | undefined;
  readonly id: number;
  /** Language model and word bonus. */
  readonly bonus: number;
  /** Log-probabilities of the paths that end in a blank, and of those that end in the last label. */
  blank: number = Number.NEGATIVE_INFINITY;
  label: number = Number.NEGATIVE_INFINITY;
  nextBlank: number = Number.NEGATIVE_INFINITY;
  nextLabel: number = Number.NEGATIVE_INFINITY;
  readonly children: Map<number, Prefix> = new Map();

  constructor(parent: Prefix | undefined, id: number, bonus: number) {
    this.parent = parent;
    this.id = id;
    this.bonus = bonus;
  }

  get total(): number {
    return logAddExp(this.blank, this.label);
  }

  get labels(): number[] {
    const labels: number[] = [];
    for (let at: Prefix = this; at.parent !== undefined; at = at.parent) labels.push(at.id);
    return labels.reverse();
  }
}

/**
 * Prefix beam search (Hannun et al. 2014, “First-pass large vocabulary continuous speech recognition using bi-directional
 * recurrent DNNs”): the likeliest texts, each summed over its paths, which the likeliest path need not spell, with a
 * language model's opinion as the text grows.
 *
 * @param logits Of one sound, [frames, classes].
 * @returns the best hypotheses, best first.
 * @throws {ShapeError} for logits of another rank, {IndexError} for a blank that is no class.
 * @throws {OptionError} for options that are unknown or out of range.
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { searchCtcBeam } from '@heed/speech';
 * // The likeliest path is two blanks, 0.36; but three paths spell “1”, and have 0.64 together.
 * const row = [0.6, 0.4].map(Math.log);
 * const [best] = searchCtcBeam(tensor([row, row]), { width: 4 });
 * console.log(best?.labels, Math.exp(best?.logProbability ?? 0)); // [1] 0.64
 * ```
 */
export function searchCtcBeam(logits: Tensor, options: CtcBeamOptions = {}): CtcHypothesis[] {
  const { blank, width, results, extend } = readOptions(options);
  const { frames, classes, data } = readScores('searchCtcBeam', logits, blank);
  const root = new Prefix(undefined, blank, 0);
  root.blank = 0;
  let beam: Prefix[] = [root];
  for (let frame = 0; frame < frames; frame++) {
    const row = data.subarray(frame * classes, (frame + 1) * classes);
    const touched = new Set<Prefix>();
    for (const prefix of beam) {
      const { total } = prefix;
      prefix.nextBlank = logAddExp(prefix.nextBlank, total + (row[blank] ?? 0));
      if (prefix.parent !== undefined) {
        prefix.nextLabel = logAddExp(prefix.nextLabel, prefix.label + (row[prefix.id] ?? 0));
      }
      touched.add(prefix);
      for (const [id, score] of row.entries()) {
        // The same label again is a new one behind a blank only.
        const from = id === prefix.id && prefix.parent !== undefined ? prefix.blank : total;
        if (id === blank || from + score === Number.NEGATIVE_INFINITY) continue;
        const child = extend(prefix, id);
        child.nextLabel = logAddExp(child.nextLabel, from + score);
        touched.add(child);
      }
    }
    beam = kept([...touched], width);
    for (const prefix of touched) {
      [prefix.nextBlank, prefix.nextLabel] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    }
  }
  return beam.slice(0, results).map((prefix) => ({
    labels: prefix.labels,
    logProbability: prefix.total,
    score: prefix.total + prefix.bonus,
  }));
}

/** Takes over what a frame gave, and leaves the best, in order. What falls out is forgotten. */
function kept(touched: readonly Prefix[], width: number): Prefix[] {
  for (const prefix of touched) [prefix.blank, prefix.label] = [prefix.nextBlank, prefix.nextLabel];
  const ranked = touched
    .map((prefix) => ({ prefix, score: prefix.total + prefix.bonus }))
    .sort((one, other) => other.score - one.score);
  for (const { prefix } of ranked.slice(width)) {
    [prefix.blank, prefix.label] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  }
  return ranked.slice(0, width).map(({ prefix }) => prefix);
}

interface Search {
  readonly blank: number;
  readonly width: number;
  readonly results: number;
  readonly extend: (prefix: Prefix, id: number) => Prefix;
}

const known = ['blank', 'width', 'languageModel', 'languageModelWeight', 'wordBonus', 'delimiter', 'results'];

function readOptions(options: CtcBeamOptions): Search {
  checkOptions('searchCtcBeam', options, known);
  const { blank = 0, width = 64, results = 1, delimiter, languageModel } = options;
  const { languageModelWeight = 1, wordBonus = 0 } = options;
  for (const [name, value] of Object.entries({ width, results })) {
    if (!(value >= 1 && (Number.isInteger(value) || value === Number.POSITIVE_INFINITY))) {
      throw new OptionError(`searchCtcBeam: ${name} must be a whole number from 1, got ${value}`);
    }
  }
  for (const [name, value] of Object.entries({ languageModelWeight, wordBonus })) {
    if (!Number.isFinite(value)) {
      throw new OptionError(`searchCtcBeam: ${name} must be a finite number, got ${value}`);
    }
  }
  const extend = (prefix: Prefix, id: number): Prefix => {
    const known = prefix.children.get(id);
    if (known !== undefined) return known;
    const isFirst = prefix.parent === undefined || prefix.id === delimiter;
    const begins = id !== delimiter && (delimiter === undefined || isFirst);
    const opinion = languageModel?.([...prefix.labels, id]) ?? 0;
    const bonus = prefix.bonus + languageModelWeight * opinion + (begins ? wordBonus : 0);
    const child = new Prefix(prefix, id, bonus);
    prefix.children.set(id, child);
    return child;
  };
  return { blank, width, results, extend };
}
