import {
  add,
  checkKind,
  checkOneOf,
  checkOptions,
  crossEntropy,
  logSoftmax,
  multiply,
  OptionError,
  reshape,
  ShapeError,
  sameShape,
  showShape,
  softmax,
  subtract,
  sum,
  type Tensor,
  tensor,
  to,
  where,
} from '@heed/core';
import type { Objective } from '../objective.ts';
import { forwardRows, type TextModel } from '../text-model.ts';
import { checkedObjective } from './checked-objective.ts';

/** A text, with its class where that is known and counts. */
export interface DistilledText {
  readonly ids: readonly number[];
  readonly label?: number;
}

/** Options of {@link distillation}. */
export interface DistillationOptions {
  /** What the classes are of: `texts` by default, logits [batch, labels]; or `tokens`, [batch, length, vocabulary]. */
  readonly over?: 'texts' | 'tokens';
  /** T: logits of both are divided by it, so that unlikely classes tell something too; 2 by default. */
  readonly temperature?: number;
  /** Weight of the true classes beside the teacher's, 0…1; 0 by default. Every example then needs a label. */
  readonly labelWeight?: number;
}

/**
 * A small model learns what a large one says (Hinton et al. 2015):
 * `(1 − w) · T² · KL(softmax(teacher / T) ‖ softmax(student / T)) + w · crossEntropy(student, label)`, for each text,
 * or each real token.
 *
 * @param teacher Both have the same classes and read the same ids; it is used as it stands, in evaluation mode.
 *
 * @example
 * ```ts
 * import { AdamW, RandomGenerator } from '@heed/core';
 * import { BertForSequenceClassification, HfConfig, readBertConfig } from '@heed/transformer';
 * import { distillation, trainStep } from '@heed/transformer/training';
 * const sizes = { vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_attention_heads: 2 };
 * const [teacher, student] = [3, 1].map((layers) =>
 *   new BertForSequenceClassification(
 *     readBertConfig(new HfConfig({ ...sizes, num_hidden_layers: layers })),
 *   ).initialize(new RandomGenerator(layers)),
 * );
 * if (teacher && student) {
 *   const objective = distillation(student, teacher, { temperature: 3 });
 *   console.log(trainStep(objective, new AdamW(student, { rate: 1e-3 }), [[{ ids: [3, 1, 4] }]]).loss);
 * }
 * ```
 */
export function distillation(
  model: TextModel,
  teacher: TextModel,
  options: DistillationOptions = {},
): Objective<DistilledText> {
  checkOptions('distillation', options, ['over', 'temperature', 'labelWeight']);
  const { over = 'texts', temperature = 2, labelWeight = 0 } = options;
  checkOneOf('distillation: over', over, ['texts', 'tokens']);
  if (!(temperature > 0) || !(labelWeight >= 0 && labelWeight <= 1)) {
    throw new OptionError(
      `distillation: temperature must be above 0 and labelWeight in 0…1, got ${temperature} and ${labelWeight}`,
    );
  }
  checkKind('distillation: teacher', teacher, 'a module');
  teacher.eval();
  return checkedObjective('distillation', ['ids'], {
    model,
    length: ({ ids }) => ids.length,
    batch: (examples) => {
      const rows = examples.map(({ ids }) => ids);
      const tokens = rows.reduce((total, row) => total + row.length, 0);
      return {
        targets: over === 'tokens' ? tokens : examples.length,
        loss: () => {
          const [taught, logits] = [forwardRows(teacher, rows), forwardRows(model, rows)];
          const rank = over === 'tokens' ? 3 : 2;
          if (logits.rank !== rank || !sameShape(logits.shape, taught.shape)) {
            throw new ShapeError(
              `distillation over ${over}: the student gives ${showShape(logits.shape)}, the teacher ${showShape(taught.shape)}`,
            );
          }
          const soft = divergence(taught, logits, temperature, rows);
          const weighted = multiply(soft, (1 - labelWeight) * temperature ** 2);
          if (labelWeight === 0) return weighted;
          return add(weighted, multiply(labelLoss(logits, examples), labelWeight));
        },
      };
    },
  });
}

/** Sum of KL(teacher ‖ student) over texts, or over the real tokens of each. */
function divergence(
  teacher: Tensor,
  student: Tensor,
  temperature: number,
  rows: readonly (readonly number[])[],
): Tensor {
  const scale = 1 / temperature;
  const [target, log] = [softmax(multiply(teacher, scale)), logSoftmax(multiply(teacher, scale))];
  const apart = multiply(target, subtract(log, logSoftmax(multiply(student, scale))));
  if (apart.rank === 2) return sum(apart);
  const [batch = 0, length = 0] = apart.shape;
  const real = tensor(
    rows.flatMap((row) => Array.from({ length }, (_, index) => index < row.length)),
    { dtype: 'bool' },
  );
  return sum(where(to(reshape(real, [batch, length, 1]), apart.backend), apart, 0));
}

function labelLoss(logits: Tensor, examples: readonly DistilledText[]): Tensor {
  const labels = examples.map(({ label }, index) => {
    if (label !== undefined && logits.rank === 2) return label;
    throw new OptionError(
      `distillation: labelWeight is above 0, and example ${index} has no class for its text`,
    );
  });
  return crossEntropy(logits, tensor(labels, { dtype: 'int32' }), { reduction: 'sum' });
}
