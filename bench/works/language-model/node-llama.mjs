import { getLlama, LlamaLogLevel } from 'node-llama-cpp';
import { cache } from '../../peers/places.mjs';
import { compared, promptIds } from './prompt.ts';

export const prepare = async ({ threads, precision, task, prompt, answer }) => {
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    logLevel: LlamaLogLevel.error,
    maxThreads: threads,
  });
  const modelPath = `${cache}/models/smollm2/${precision}.gguf`;
  const model = await llama.loadModel({ modelPath, gpuLayers: 0 });
  const context = await model.createContext({ contextSize: 512, batchSize: 512, threads });
  const sequence = context.getSequence();
  const ids = promptIds(prompt);

  const start = async () => {
    await sequence.clearHistory();
    const tokens = sequence.evaluate(ids, { temperature: 0, yieldEogToken: true });
    return { tokens, first: (await tokens.next()).value };
  };
  const follow = async ({ tokens, first }, count) => {
    const all = [first];
    for (let at = 0; at < count; at++) all.push((await tokens.next()).value);
    return all;
  };
  const result = async () => {
    const started = await start();
    const all = await follow(started, compared - 1);
    await started.tokens.return();
    return all;
  };
  let started;
  if (task === 'prefill') {
    return {
      before: () => started?.tokens.return(),
      run: async () => {
        started = await start();
      },
      answer: async () => {
        await started?.tokens.return();
        return await result();
      },
    };
  }
  return {
    before: async () => {
      await started?.tokens.return();
      started = await start();
    },
    run: () => follow(started, answer),
    answer: async () => {
      await started?.tokens.return();
      return await result();
    },
  };
};
