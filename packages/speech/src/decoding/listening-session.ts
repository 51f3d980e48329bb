import { type DecoderCache, type EncodedSource, logProbabilities, SequenceSession } from '@heed/transformer';
import type { Whisper } from '../models/whisper/model.ts';

/** The prompts of several targets, and where in them <|startoftranscript|> stands. */
export interface ListeningPrompts {
  readonly prompts: readonly (readonly number[])[];
  /** The window of each prompt, by its row among the encoded ones. */
  readonly windows: readonly number[];
  readonly startId: number;
  readonly noSpeechId: number;
}

/** Whisper at work on several windows. As it reads the prompts it notes how likely it is that nobody speaks. */
export class ListeningSession extends SequenceSession<EncodedSource, DecoderCache> {
  /** Probability of <|nospeech|> behind <|startoftranscript|>, for each prompt; none before the first step. */
  noSpeech: readonly number[] = [];
  readonly #noSpeechId: number;
  /** How many ids of each prompt stand from <|startoftranscript|> on. */
  readonly #behind: readonly number[];

  constructor(model: Whisper, encoded: EncodedSource, options: ListeningPrompts) {
    const { prompts, windows, startId, noSpeechId } = options;
    super(model, () => encoded, encoded.memory.shape[0] ?? 0, { prompts, sources: windows });
    this.#behind = prompts.map((ids) => ids.length - ids.lastIndexOf(startId));
    this.#noSpeechId = noSpeechId;
  }

  override async next(ids: readonly (readonly number[])[], positions = 1): Promise<Float32Array[][]> {
    if (this.noSpeech.length > 0) return await super.next(ids, positions);
    const most = Math.max(...this.#behind);
    const logits = await super.next(ids, most);
    this.noSpeech = this.#behind.map((behind, row) => {
      const scores = logProbabilities(logits[row]?.[most - behind] ?? []);
      return Math.exp(scores[this.#noSpeechId] ?? Number.NEGATIVE_INFINITY);
    });
    return logits.map((answers) => answers.slice(-positions));
  }
}
