import { openSession, Tensor } from '../../peers/onnx.mjs';
import { compared, promptIds } from './prompt.ts';

const files = { f32: 'model.onnx', q4: 'model_q4.onnx' };
const [layers, heads, width] = [30, 3, 64];

function int64(numbers) {
  return new Tensor('int64', BigInt64Array.from(numbers, BigInt), [1, numbers.length]);
}

function likeliest({ data, dims }) {
  const [, length, size] = dims;
  const start = (length - 1) * size;
  let best = 0;
  for (let id = 1; id < size; id++) if (data[start + id] > data[start + best]) best = id;
  return best;
}

/** A bare loop around the session: what onnxruntime does without a library on top. */
export const prepare = async ({ threads, precision, task, prompt, answer }) => {
  if (!(precision in files)) return undefined;
  const session = await openSession(`models/smollm2/onnx/${files[precision]}`, threads);
  const names = Array.from({ length: layers }, (_, layer) => [`${layer}.key`, `${layer}.value`]).flat();

  const begin = () => ({ past: undefined, length: 0, id: 0 });
  const step = async (state, ids) => {
    const past = Object.fromEntries(
      names.map((name) => [
        `past_key_values.${name}`,
        state.past?.[`present.${name}`] ?? new Tensor('float32', new Float32Array(0), [1, heads, 0, width]),
      ]),
    );
    const length = state.length + ids.length;
    const attention_mask = int64(new Array(length).fill(1));
    const results = await session.run({ input_ids: int64(ids), attention_mask, ...past });
    return { past: results, length, id: likeliest(results.logits) };
  };
  const follow = async (state, count, ids = []) => {
    let now = state;
    for (let at = 0; at < count; at++) {
      now = await step(now, [now.id]);
      ids.push(now.id);
    }
    return ids;
  };
  const prompted = () => step(begin(), promptIds(prompt));
  const result = async () => {
    const first = await prompted();
    return await follow(first, compared - 1, [first.id]);
  };
  if (task === 'prefill') return { run: prompted, answer: result };
  let state;
  return {
    before: async () => {
      state = await prompted();
    },
    run: () => follow(state, answer),
    answer: result,
  };
};
