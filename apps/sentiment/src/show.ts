import { styleText } from 'node:util';
import { type Explanation, methods } from './explain.ts';
import { tasks } from './task.ts';
import type { Verdict } from './verdict.ts';

const percent = (value: number): string => `${Math.round(100 * value)} %`;

/** A verdict in one line. */
export function showVerdict({ sentiment, negative, neutral, positive, emotion }: Verdict): string {
  const three = `negative ${percent(negative)}, neutral ${percent(neutral)}, positive ${percent(positive)}`;
  return `${sentiment} (${three}; tone: ${tasks.emotion[emotion]})`;
}

/** Words with the share that each had in the decision, one line for each method: green for, red against. */
export function showExplanation(explanation: Explanation): string[] {
  const { label, probability, windows, words, scores, faithfulness } = explanation;
  const lines = methods.map((method) => {
    const most = Math.max(...scores[method].map(Math.abs), Number.MIN_VALUE);
    const shown = words.map((word, index) => {
      const share = (scores[method][index] ?? 0) / most;
      const text = `${word}${mark(share)}`;
      return Math.abs(share) < 0.25 ? text : styleText(share > 0 ? 'green' : 'red', text);
    });
    return `  ${method.padEnd(18)} ${shown.join(' ')}   faithfulness ${faithfulness[method].toFixed(3)}`;
  });
  const part = windows > 1 ? `, in the first of ${windows} windows` : '';
  return [`  why ${label}, ${percent(probability)} by the head of polarity${part}:`, ...lines];
}

/** The same without colours: +++ to −−−. */
function mark(share: number): string {
  const level = Math.abs(share) >= 0.75 ? 3 : Math.abs(share) >= 0.5 ? 2 : Math.abs(share) >= 0.25 ? 1 : 0;
  return (share > 0 ? '+' : '−').repeat(level);
}
