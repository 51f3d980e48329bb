#!/usr/bin/env node
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { createBackend } from './create-backend.ts';

const usage = `Makes a new backend for Heed: three kernels, all tests, CI.

  npm create heed-backend my-backend
  pnpm create heed-backend @me/my-backend
`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  const [name, ...others] = positionals;
  if (values.help) {
    console.log(usage);
  } else if (name === undefined || others.length > 0) {
    console.error(`Give one name.\n\n${usage}`);
    process.exitCode = 2;
  } else {
    const { path, functionName } = await createBackend(name);
    const folder = relative('.', path);
    console.log(`${functionName}() is in ${folder}/. Next:\n\n  cd ${folder}\n  npm install\n  npm test\n`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
