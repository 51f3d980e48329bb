import { logSoftmax, multiply, tensor, tidy } from '@heed/core';

/**
 * The temperature by which logits are to be divided for probabilities that are true (Guo et al. 2017): the one for which
 * the classes of held-out texts are likeliest, to three digits, by golden-section search.
 *
 * @param logits Of each text, [texts, classes].
 */
export function fitTemperature(logits: readonly (readonly number[])[], labels: readonly number[]): number {
  const loss = (logTemperature: number): number =>
    tidy(() => {
      const scaled = multiply(tensor(logits.map((row) => [...row])), Math.exp(-logTemperature));
      const numbers = logSoftmax(scaled).dataSync();
      const width = logits[0]?.length ?? 0;
      return (
        -labels.reduce((sum, label, row) => sum + Number(numbers[row * width + label]), 0) / labels.length
      );
    });
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(0.1), Math.log(10)];
  while (high - low > 1e-3) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}
