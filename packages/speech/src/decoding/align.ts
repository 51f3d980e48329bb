import { collect, concat, Scope, slice, squeeze, type Tensor, tensor, tidy, to } from '@heed/core';
import { type EncodedSource, logProbabilities } from '@heed/transformer';
import type { Whisper } from '../models/whisper/model.ts';
import type { AlignmentHead } from './alignment-heads.ts';
import type { WindowAlignment } from './window-decoder.ts';

/** What {@link alignIds} reads. */
export interface AlignmentInput {
  /** What stands before the text, <|notimestamps|> last. */
  readonly start: readonly number[];
  readonly textIds: readonly number[];
  /** <|endoftext|>, above which no id is text. */
  readonly endId: number;
  readonly heads: readonly AlignmentHead[];
}

/** Reads a text along with its sound, once, and keeps where the heads look. */
export async function alignIds(
  model: Whisper,
  encoded: EncodedSource,
  { start, textIds, endId, heads }: AlignmentInput,
): Promise<WindowAlignment> {
  const path = (layer: number): string => `model.decoder.layers.${layer}.encoderAttn.weights`;
  const scope = Scope.detached();
  try {
    const { weights, logits } = scope.run(() =>
      tidy(() => {
        const read = to(tensor([[...start, ...textIds, endId]], { dtype: 'int32' }), encoded.memory.backend);
        const paths = [...new Set(heads.map(({ layer }) => path(layer)))];
        using seen = collect(model, paths, () => model.decode(read, encoded));
        const one = ({ layer, head }: AlignmentHead): Tensor =>
          slice(slice(seen.at(path(layer)), { axis: 0, end: 1 }), { axis: 1, start: head, end: head + 1 });
        return { weights: squeeze(concat(heads.map(one), { axis: 1 }), { axis: 0 }), logits: seen.result };
      }),
    );
    const [, , width = 0] = logits.shape;
    const data = await logits.data();
    const firstRow = start.length - 1;
    const probabilities = Float32Array.from(textIds, (id, at) => {
      const begin = (firstRow + at) * width;
      return Math.exp(logProbabilities(data.subarray(begin, begin + Math.min(endId, width)))[id] ?? 0);
    });
    return { weights: scope.keep(weights), firstRow, probabilities };
  } finally {
    scope.dispose();
  }
}
