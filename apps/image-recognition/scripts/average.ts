/**
 * The mean of the weights of checkpoints that one training began (Wortsman et al. 2022, "Model soups"): often better than
 * each of them, at no cost when it is used.
 *
 *   node --conditions=@heed/source apps/image-recognition/scripts/average.ts --to FOLDER CHECKPOINT CHECKPOINT …
 */
import { parseOptions } from '@heed/app-translation';
import { wasm } from '@heed/backend-wasm';
import { add, multiply, OptionError, tidy, use } from '@heed/core';
import { fromPretrained, savePretrained } from '@heed/transformer/node';
import { visionFamilies } from '@heed/vision';

const usage = 'average.ts --to FOLDER CHECKPOINT CHECKPOINT …';
const options = parseOptions(process.argv.slice(2), { to: undefined }, usage);
const [first, ...others] = options.words;
if (first === undefined || others.length === 0) throw new OptionError(`two checkpoints at least\n\n${usage}`);

use(await wasm({ threads: 1 }));
const families = visionFamilies;
const mean = await fromPretrained(first, { families });
for (const [at, source] of others.entries()) {
  const { model } = await fromPretrained(source, { families });
  const parameters = model.parameters();
  for (const [path, parameter] of mean.model.parameters()) {
    const other = parameters.get(path);
    if (other === undefined) throw new OptionError(`${source} has no ${path}`);
    const share = 1 / (at + 2);
    parameter.assign(tidy(() => add(multiply(parameter.value, 1 - share), multiply(other.value, share))));
  }
  model.dispose();
}
await savePretrained(mean, options.required('to'), { dtype: 'float16', families });
