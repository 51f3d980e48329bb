import { AutoModelForCausalLM, BaseStreamer, Tensor } from '@huggingface/transformers';
import { languageModelFile, loading } from '../../peers/transformers.mjs';
import { compared, promptIds } from './prompt.ts';

const types = { f32: 'fp32', q4: 'q4' };

/** Hears each token of an answer; the first call is the prompt. */
class Clock extends BaseStreamer {
  calls = 0;
  firstToken = 0;

  put() {
    this.calls += 1;
    if (this.calls === 2) this.firstToken = performance.now();
  }

  end() {}
}

export const prepare = async ({ threads, precision, task, prompt, answer }) => {
  if (!(precision in types)) return undefined;
  const model = await AutoModelForCausalLM.from_pretrained('smollm2', {
    ...loading(threads, types[precision]),
    model_file_name: languageModelFile,
  });
  const ids = BigInt64Array.from(promptIds(prompt), BigInt);
  const generate = (count, streamer) =>
    model.generate({
      input_ids: new Tensor('int64', ids, [1, prompt]),
      attention_mask: new Tensor('int64', new BigInt64Array(prompt).fill(1n), [1, prompt]),
      max_new_tokens: count,
      min_new_tokens: count,
      do_sample: false,
      streamer,
    });
  const result = async () => [...(await generate(compared)).data.slice(prompt)].map(Number);
  if (task === 'prefill') return { run: () => generate(1), answer: result };
  return {
    // Its loop cannot be held after the first token: what came before that is given back.
    run: async () => {
      const clock = new Clock();
      await generate(answer + 1, clock);
      return performance.now() - clock.firstToken;
    },
    answer: result,
  };
};
