import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// A backend is made by the command, gets Heed from its tarball, passes its tests, compiles and runs as its README says.
const [packs = ''] = process.argv.slice(2);
const folder = join(process.cwd(), 'my-backend');
const onPath = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
const run = (command, args, cwd = folder) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env: onPath });
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
};

rmSync(folder, { recursive: true, force: true });
run(join('node_modules', '.bin', 'create-heed-backend'), ['my-backend'], '.');
const core = readdirSync(packs).find((name) => name.startsWith('heed-core-'));
assert.ok(core, `no tarball of @heed/core in ${packs}`);
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
assert.match(manifest.peerDependencies['@heed/core'], /^\^\d/, 'the versions of @heed/core');
// Before the first release, only the tarball can answer for @heed/core.
for (const kind of ['peerDependencies', 'devDependencies'])
  manifest[kind]['@heed/core'] = `file:${join(packs, core)}`;
writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
run('npm', ['install', '--no-audit', '--no-fund']);
assert.match(run('npm', ['test']), /\bfail 0\b/);
run('npm', ['run', 'build']);
const usage = /```ts\n(.*?)```/s.exec(readFileSync(join(folder, 'README.md'), 'utf8'));
assert.match(run(process.execPath, ['--input-type=module', '--eval', usage[1]]), /\[ 11 \]/);
console.log('ok');
