import { checkHfConfig, type HfConfig } from '../hf-config.ts';

/**
 * Names of the classes in a published config: `id2label`, or LABEL_0, LABEL_1, … as many as `num_labels` says;
 * two by default, as in transformers.
 */
export function readLabels(hf: HfConfig): readonly string[] {
  checkHfConfig('readLabels', hf);
  const names = hf.nested('id2label');
  if (names === undefined) {
    return Array.from({ length: hf.size('num_labels', 2) }, (_, label) => `LABEL_${label}`);
  }
  const labels: string[] = [];
  while (names.has(String(labels.length))) labels.push(names.text(String(labels.length)));
  return labels;
}
