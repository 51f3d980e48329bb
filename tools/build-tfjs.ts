/**
 * Builds real @tensorflow/tfjs-node and @tensorflow/tfjs-node-gpu into .cache/, for the tests of @heed/backend-tfjs that
 * run on TensorFlow itself. Without them those tests say skipped.
 *
 *   node tools/build-tfjs.ts                 both
 *   node tools/build-tfjs.ts cpu             @tensorflow/tfjs-node alone
 *   node tools/build-tfjs.ts gpu             @tensorflow/tfjs-node-gpu alone: falls back to the CPU without CUDA
 *   node tools/build-tfjs.ts gpu --cuda      the same with NVIDIA's CUDA 12.5 libraries, 2.5 GB more
 *
 * Needs Linux on x86-64, npm, pip and g++. A second run with the same versions only runs the self-test.
 */
import { parseArgs } from 'node:util';
import { buildTfjs } from './tfjs/build.ts';
import { type Variant, variants } from './tfjs/versions.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cuda: { type: 'boolean', default: false } },
});

function isVariant(name: string): name is Variant {
  return Object.hasOwn(variants, name);
}

const wanted = positionals.length > 0 ? positionals : Object.keys(variants);
for (const name of wanted) {
  if (!isVariant(name)) {
    console.error(`There is no ${name}; there is ${Object.keys(variants).join(', ')}`);
    process.exit(2);
  }
  console.log(`${variants[name].addon}: ${buildTfjs(name, { cuda: values.cuda && name === 'gpu' })}`);
}
