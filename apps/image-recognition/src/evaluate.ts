import { argmax, tidy } from '@heed/core';
import { pictureAt, readDataset } from './dataset.ts';
import { loadRecognizer } from './recognizer.ts';

/** How well a model knows the pictures of a set. */
export interface Evaluation {
  readonly pictures: number;
  /** Share of pictures whose class is the likeliest one. */
  readonly accuracy: number;
  /** The same by class. */
  readonly byClass: Readonly<Record<string, number>>;
}

const batch = 250;

/** Compares a model's likeliest classes with those of a set that `prepare` wrote. */
export async function evaluate(
  source: string,
  data: string,
  log: (line: string) => void,
): Promise<Evaluation> {
  const { labels: names, processor, classify } = await loadRecognizer(source);
  const set = await readDataset(data);
  const right = new Map(set.names.map((name) => [name, { right: 0, all: 0 }]));
  for (let start = 0; start < set.labels.length; start += batch) {
    const labels = set.labels.subarray(start, start + batch);
    const pictures = Array.from(labels, (_, at) => pictureAt(set, start + at));
    const classes = tidy(() => argmax(classify(processor.process(pictures)), { axis: 1 }).dataSync());
    for (const [at, label] of labels.entries()) {
      const count = right.get(set.names[label] ?? '');
      if (count === undefined) continue;
      count.all += 1;
      if (names[classes[at] ?? -1] === set.names[label]) count.right += 1;
    }
    log(`update ${Math.min(start + batch, set.labels.length)}/${set.labels.length}`);
  }
  const counts = [...right.values()];
  const share = (parts: readonly { right: number; all: number }[]): number => {
    return parts.reduce((sum, part) => sum + part.right, 0) / parts.reduce((sum, part) => sum + part.all, 0);
  };
  return {
    pictures: set.labels.length,
    accuracy: share(counts),
    byClass: Object.fromEntries([...right].map(([name, count]) => [name, share([count])])),
  };
}
