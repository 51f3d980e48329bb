import { fitTemperature } from './calibrate.ts';
import type { SentimentCheckpoint } from './checkpoint.ts';
import { saveCheckpoint } from './checkpoint-folder.ts';
import { judge } from './evaluate.ts';

/**
 * Makes the small checkpoint of a trained one: temperatures that make its probabilities true on the validation texts, and
 * matrices in blocks.
 */
export async function exportSmall(
  checkpoint: SentimentCheckpoint,
  out: string,
  log: (line: string) => void,
  data?: string,
): Promise<void> {
  const temperature = async (corpus: 'sentence-polarity' | 'goemotions'): Promise<number> => {
    const { logits, labels } = await judge(checkpoint, 'valid', corpus, data);
    return Number(fitTemperature(logits, labels).toFixed(3));
  };
  const temperatures = {
    polarity: await temperature('sentence-polarity'),
    emotion: await temperature('goemotions'),
  };
  log(`temperatures: polarity ${temperatures.polarity}, emotion ${temperatures.emotion}`);
  await saveCheckpoint(out, { ...checkpoint, temperatures }, 'blocks');
}
