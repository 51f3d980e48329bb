import { GenerationQueue } from '@heed/transformer';
import type { Prepare } from '../../harness/side.ts';
import { openBackend } from '../backend.ts';
import { openModel } from '../language-model/heed.ts';
import { promptIds } from '../language-model/prompt.ts';

export const prepare: Prepare = async (setting) => {
  await openBackend(setting);
  const model = await openModel('q4');
  const { callers, tokens } = setting;
  // Each caller has a part of the ids to itself.
  const prompts = Array.from({ length: Number(callers) }, (_, at) => promptIds(32 * (at + 1)).slice(-32));
  const queue = new GenerationQueue(model, { texts: Number(callers) });
  const answerAll = async (): Promise<number[]> => {
    const options = { maximumNewTokens: Number(tokens) };
    const answers = prompts.map((prompt) => Array.fromAsync(queue.generate(prompt, options)));
    return (await Promise.all(answers)).flat().map(({ id }) => id);
  };
  return { run: answerAll, answer: answerAll };
};
