import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DownloadError, type Fetch, FormatError, OptionError, WeightsError } from '@heed/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { hurryPauses } from '../../../../fixtures/hurried-pauses.ts';
import {
  type Answer,
  commit,
  cutAt,
  HubServer,
  sendRange,
} from '../../../../fixtures/pretrained/hub-server.ts';
import { Llama } from '../models/llama/index.ts';
import { UnsafeFileError } from '../pretrained/errors.ts';
import type { PretrainedProgress } from '../pretrained/load-pretrained.ts';
import { trainBpe } from '../tokenizer/index.ts';
import { type FromPretrainedOptions, fromPretrained } from './index.ts';

const model = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../../fixtures/models/llama-tied/${name}`, import.meta.url));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const weights = model('model.safetensors');
const small = {
  'config.json': model('config.json'),
  'generation_config.json': model('generation_config.json'),
  'tokenizer.json': bytes(JSON.stringify(trainBpe(['a b'], { vocabularySize: 261, endToken: '</s>' }))),
  'vocab.json': bytes('{ "not": "needed" }'),
  'README.md': bytes('# A model'),
  'pytorch_model.bin': bytes('pickle'),
};
const whole = { ...small, 'model.safetensors': { content: weights, lfs: true } };
const treated = (answer: Answer) => ({
  ...small,
  'model.safetensors': { content: weights, lfs: true, answer },
});

const server = new HubServer();
let cache = '';
beforeAll(() => server.start());
afterAll(() => server.stop());
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'heed-hub-'));
  server.reset(whole);
});
afterEach(() => rm(cache, { recursive: true, force: true }));

const load = (options: FromPretrainedOptions = {}) =>
  fromPretrained('o/m', { cache, hubUrl: server.url, ...options });
const noRequests: Fetch = async (url) => {
  throw new Error(`${url} was asked for`);
};
const gitHash = (content: Uint8Array): string =>
  createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
const blobs = (): Promise<string[]> => readdir(join(cache, 'models--o--m', 'blobs'));
const snapshot = (...names: readonly string[]): string =>
  join(cache, 'models--o--m', 'snapshots', commit, ...names);
const sha256 = async (): Promise<string> =>
  (await readlink(snapshot('model.safetensors'))).split('/').at(-1) ?? '';

describe('a model from the hub', () => {
  it('downloads what it needs and no more, checks it, and keeps it', async () => {
    const loaded = await load();
    expect(loaded.model).toBeInstanceOf(Llama);
    expect(loaded.model.parameterCount()).toBe(21_664);
    expect(loaded.generationConfig.number('eos_token_id')).toBe(2);
    expect(loaded.tokenizer?.decode(loaded.tokenizer.encode('a b'))).toBe('a b');
    expect(loaded.chatTemplate).toBeUndefined();
    expect(server.downloads.slice(0, 3).toSorted()).toEqual([
      'config.json whole',
      'generation_config.json whole',
      'tokenizer.json whole',
    ]);
    expect(server.downloads.slice(3)).toEqual(['model.safetensors whole']);
    expect(await loaded.files.open('tokenizer.json')).toMatchObject({ name: 'o/m/tokenizer.json' });

    server.asked.length = 0;
    await load();
    expect(server.downloads).toEqual([]);
    expect(server.asked).toHaveLength(2);
  });

  it('small files come together, then the weights; progress is exact', async () => {
    /** Answers that wait for one another: who asks one after the other waits for ever. */
    const waiting: (() => void)[] = [];
    const held = (content: Uint8Array) => ({
      content,
      answer: (request: IncomingMessage, response: ServerResponse) => {
        waiting.push(() => sendRange(content, request, response));
        if (waiting.length === 3) for (const answer of waiting) answer();
        return true;
      },
    });
    const {
      'config.json': config,
      'generation_config.json': generation,
      'tokenizer.json': tokenizer,
    } = small;
    server.reset({
      'config.json': held(config),
      'generation_config.json': held(generation),
      'model.safetensors': { content: weights, lfs: true },
      'tokenizer.json': held(tokenizer),
    });
    const heard: PretrainedProgress[] = [];
    await load({ onProgress: (progress) => heard.push(progress) });
    expect(server.downloads.at(-1)).toBe('model.safetensors whole');
    const downloads = heard.filter(({ stage }) => stage === 'download');
    const total = [config, generation, tokenizer, weights].reduce((sum, { length }) => sum + length, 0);
    expect(downloads.every((report) => report.total === total)).toBe(true);
    expect(downloads.every(({ loaded }, at) => loaded >= (downloads[at - 1]?.loaded ?? 0))).toBe(true);
    expect(downloads.at(-1)?.loaded).toBe(total);
  });

  it('offline sends no request: kept files load, others are named', async () => {
    await expect(load({ offline: true, fetch: noRequests })).rejects.toThrow(DownloadError);
    await expect(load({ offline: true, fetch: noRequests })).rejects.toThrow(
      'the revision main of o/m is not in the cache, and the option offline forbids requests',
    );
    await load();
    const { model } = await load({ offline: true, fetch: noRequests });
    expect(model.parameterCount()).toBe(21_664);
    await load({ offline: true, fetch: noRequests, revision: commit });
    await expect(load({ offline: true, fetch: noRequests, revision: 'other' })).rejects.toThrow(
      'the revision other',
    );
    const url = new URL(`${server.url}/model.gguf`);
    await expect(fromPretrained(url, { offline: true, fetch: noRequests })).rejects.toThrow(
      'the option offline forbids requests',
    );
  });

  it('without the hub: what is kept of the revision loads, all else is the error of the hub', async () => {
    const pauses = hurryPauses();
    const noNetwork: Fetch = async () => {
      throw new TypeError('fetch failed');
    };
    await expect(load({ fetch: noNetwork })).rejects.toThrow(
      /\/api\/models\/o\/m\/revision\/main cannot be reached: fetch failed/,
    );
    await load();
    expect((await load({ fetch: noNetwork })).model.parameterCount()).toBe(21_664);
    server.api = (_, response) => response.writeHead(502).end();
    expect((await load({ revision: commit })).model.parameterCount()).toBe(21_664);
    await expect(load({ revision: 'other' })).rejects.toThrow('status 502');
    // What the hub itself says counts.
    server.api = (_, response) => response.writeHead(404).end();
    await expect(load()).rejects.toThrow('there is no such repository');
    expect(new Set(pauses)).toEqual(new Set([250, 1000, 4000]));
    vi.restoreAllMocks();
  });

  it('keeps files as Python’s huggingface_hub does', async () => {
    await load();
    await load({ revision: 'refs/pr/1' });
    const folder = join(cache, 'models--o--m');
    expect(await readFile(join(folder, 'refs', 'main'), 'utf8')).toBe(commit);
    expect(await readFile(join(folder, 'refs', 'refs', 'pr', '1'), 'utf8')).toBe(commit);
    expect((await readdir(snapshot())).sort()).toEqual([
      'config.json',
      'generation_config.json',
      'model.safetensors',
      'tokenizer.json',
    ]);
    expect((await lstat(snapshot('model.safetensors'))).isSymbolicLink()).toBe(true);
    expect(await readlink(snapshot('model.safetensors'))).toMatch(/^\.\.\/\.\.\/blobs\/[0-9a-f]{64}$/);
    expect(await readlink(snapshot('config.json'))).toMatch(/^\.\.\/\.\.\/blobs\/[0-9a-f]{40}$/);
    expect(await readFile(snapshot('model.safetensors'))).toEqual(Buffer.from(weights));
    expect((await blobs()).filter((name) => !/^[0-9a-f]+$/.test(name))).toEqual([]);
  });

  it('tells the bytes of all files from the first report on', async () => {
    const seen: PretrainedProgress[] = [];
    await load({ onProgress: (progress) => seen.push(progress) });
    const downloads = seen.filter(({ stage }) => stage === 'download');
    const names = ['config.json', 'generation_config.json', 'tokenizer.json'] as const;
    const total = names.reduce((sum, name) => sum + small[name].length, weights.length);
    expect(new Set(downloads.map((progress) => progress.total))).toEqual(new Set([total]));
    expect(downloads.map(({ loaded }) => loaded)).toEqual(
      downloads.map(({ loaded }) => loaded).sort((a, b) => a - b),
    );
    expect(downloads.at(-1)?.loaded).toBe(total);
    const last = seen.at(-1);
    expect(last).toEqual({ stage: 'load', loaded: 21_664, total: 21_664 });

    const again: PretrainedProgress[] = [];
    await load({ onProgress: (progress) => again.push(progress) });
    expect(again.find(({ stage }) => stage === 'download')?.total).toBe(total);
  });

  it('the token goes to the hub and not to the host that it sends us to', async () => {
    server.token = 'hf_secret';
    await expect(load()).rejects.toThrow(
      /^the repository does not exist, or is private and needs a token: .*: status 401 Unauthorized/,
    );
    server.asked.length = 0;
    await load({ token: 'hf_secret' });
    for (const line of server.asked)
      expect(line).toMatch(line.startsWith('hub') ? / hf_secret$/ : / nobody$/);
    expect(server.asked.some((line) => line.startsWith('store'))).toBe(true);
  });

  it('weights in parts', async () => {
    const { encodeSafetensors, openSafetensors } = await import('@heed/core');
    const file = await openSafetensors(weights);
    const names = [...file.entries.keys()];
    const halves = [names.slice(0, 9), names.slice(9)];
    const parts = await Promise.all(
      halves.map(
        async (half) =>
          await encodeSafetensors(
            await Promise.all(half.map(async (name) => [name, await file.read(name)] as const)),
          ),
      ),
    );
    const map = halves.flatMap((half, at) =>
      half.map((name) => [name, `model-0000${at + 1}-of-00002.safetensors`]),
    );
    const index = bytes(JSON.stringify({ weight_map: Object.fromEntries(map) }));
    const [first = new Uint8Array(), second = new Uint8Array()] = parts;
    const files = {
      ...small,
      'model.safetensors.index.json': index,
      'model-00001-of-00002.safetensors': first,
    };
    server.reset({ ...files, 'model-00002-of-00002.safetensors': second });
    expect((await load()).model.parameterCount()).toBe(21_664);
    server.reset(files);
    await rm(cache, { recursive: true });
    await expect(load()).rejects.toThrow(WeightsError);
    await expect(load()).rejects.toThrow(
      'file model-00002-of-00002.safetensors cannot be read: o/m has no "model-00002-of-00002.safetensors" here',
    );
  });
});

describe('what goes wrong on the way', () => {
  it('cut for good: nothing under the final name, and the next call goes on', async () => {
    let isCut = true;
    server.reset(
      treated((request, response) => {
        if (!isCut) return false;
        if (request.headers.range === undefined) cutAt(weights, 50_000, response);
        else response.destroy();
        return true;
      }),
    );
    const stop = new AbortController();
    const failure = load({
      signal: stop.signal,
      onProgress: ({ loaded }) => loaded > 50_000 && stop.abort(new Error('given up')),
    });
    await expect(failure).rejects.toThrow('given up');
    await expect(lstat(snapshot('model.safetensors'))).rejects.toThrow('ENOENT');
    expect((await blobs()).filter((name) => name.length > 64)).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}\.heed-incomplete$/),
    ]);

    isCut = false;
    server.asked.length = 0;
    expect((await load()).model.parameterCount()).toBe(21_664);
    expect(server.downloads).toEqual(['model.safetensors bytes=50000-']);
    expect((await blobs()).filter((name) => name.length > 64)).toEqual([]);
  });

  it('a wrong hash: an error with both, nothing is kept, and the next call loads afresh', async () => {
    const wrong = new Uint8Array(weights).fill(1, 2000, 2001);
    let isWrong = true;
    server.reset(treated((_, response) => isWrong && response.writeHead(200).end(wrong)));
    await expect(load()).rejects.toThrow(DownloadError);
    await expect(load()).rejects.toThrow(
      /^model\.safetensors: the bytes have the sha256 [0-9a-f]{64}, but the hub promised [0-9a-f]{64}/,
    );
    expect((await blobs()).every((name) => name.length === 40)).toBe(true);
    isWrong = false;
    expect((await load()).model.parameterCount()).toBe(21_664);
  });

  it('the same for a small file, whose hash is git’s', async () => {
    const config = small['config.json'];
    const claim = { oid: '0'.repeat(40) };
    server.reset({ ...whole, 'config.json': { content: config, claim } });
    await expect(load()).rejects.toThrow(
      /config\.json: the bytes have the git-sha1 [0-9a-f]{40}, but the hub promised 0{40}/,
    );
  });

  it('a part that was spoilt on disk: once more, from the first byte', async () => {
    await load();
    const name = await sha256();
    const folder = join(cache, 'models--o--m', 'blobs');
    await rm(join(folder, name));
    await writeFile(join(folder, `${name}.heed-incomplete`), Buffer.alloc(1000));
    server.asked.length = 0;
    expect((await load()).model.parameterCount()).toBe(21_664);
    expect(server.downloads).toEqual(['model.safetensors bytes=1000-', 'model.safetensors whole']);
  });

  it('another length than promised', async () => {
    server.reset(treated((_, response) => response.writeHead(200, { 'content-length': 5 }).end('12345')));
    await expect(load()).rejects.toThrow(`the server has 5 bytes, but ${weights.length} were promised`);
    expect((await blobs()).every((name) => name.length === 40)).toBe(true);
  });

  it('an HTML page for weights, for a config and for the listing is named and not kept', async () => {
    const page: Answer = (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Log in');
    server.reset(treated(page));
    await expect(load()).rejects.toThrow(
      /model\.safetensors: an HTML page came instead of a file; it begins "<!doctype html><p>Log in"/,
    );
    server.reset({ ...whole, 'config.json': { content: small['config.json'], answer: page } });
    await rm(cache, { recursive: true });
    await expect(load()).rejects.toThrow('config.json: an HTML page came instead of a file');
    // The other two small files, which came beside it.
    const others = ['generation_config.json', 'tokenizer.json'] as const;
    expect((await blobs()).toSorted()).toEqual(others.map((name) => gitHash(small[name])).toSorted());
    server.api = page;
    await expect(load()).rejects.toThrow(DownloadError);
    await expect(load()).rejects.toThrow(
      /\/api\/models\/o\/m\/revision\/main: an HTML page came instead of a file; it begins "<!doctype html><p>Log in"/,
    );
    server.reset(whole);
    expect((await load()).model.parameterCount()).toBe(21_664);
  });

  it.each([
    [
      404,
      { error: 'Repository not found' },
      /^there is no such repository, revision or file: .* status 404 Not Found; the answer begins "\{\\"error\\":\\"Repository not/,
    ],
    [
      403,
      { error: 'Gated' },
      /^the token does not reach this repository; .*: status 403 Forbidden; the answer begins/,
    ],
  ])('status %i of the hub', async (status, body, message) => {
    server.api = (_, response) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    await expect(load()).rejects.toThrow(DownloadError);
    await expect(load()).rejects.toThrow(message);
  });

  it.each([
    [
      'a path that leads out',
      { path: '../../evil' },
      'o/m: the file name "../../evil" does not stay inside the folder',
    ],
    ['a size that is none', { size: -1 }, 'o/m: the size of tokenizer.json is -1'],
    ['a size beyond numbers', { size: 1e300 }, 'o/m: the size of tokenizer.json is 1e+300'],
    [
      'a hash that is a path',
      { oid: '../../../../../../etc/passwd' },
      'o/m: the hash of tokenizer.json is "../../../../../../etc/passwd"',
    ],
    ['a hash of another length', { oid: 'abc' }, 'o/m: the hash of tokenizer.json is "abc"'],
  ])('a listing with %s', async (_, claim, message) => {
    server.reset({ ...whole, 'tokenizer.json': { content: bytes('{}'), claim } });
    await expect(load()).rejects.toThrow(FormatError);
    await expect(load()).rejects.toThrow(message);
    expect(await readdir(cache)).toEqual([]);
  });

  it.each(['a/b/c', '../x', 'o/..', 'o/m?x', 'o m', '-', ''].filter((name) => name !== '-'))(
    'the name %j',
    async (name) => {
      await expect(fromPretrained(name, { cache: false, hubUrl: server.url })).rejects.toThrow(
        /no name of a model|cannot be read/,
      );
      expect(server.asked).toEqual([]);
    },
  );

  it('options that are not known, and types that modules do not compute in', async () => {
    const misspelt = { revison: 'main', offline: false };
    await expect(load(misspelt)).rejects.toThrow('fromPretrained: unknown option revison');
    // @ts-expect-error: not one of the types
    await expect(load({ dtype: 'float64' })).rejects.toThrow(OptionError);
    await expect(load({ revision: '../../x' })).rejects.toThrow('"../../x" does not stay inside');
  });

  it('pickles only: nothing in them is run', async () => {
    const runs = readFileSync(new URL('../../../../fixtures/pretrained/torch/runs.bin', import.meta.url));
    server.reset({ ...small, 'pytorch_model.bin': runs });
    await expect(load()).rejects.toThrow(UnsafeFileError);
    await expect(load()).rejects.toThrow(
      'o/m/pytorch_model.bin is a pickle that asks for "__builtin__.print", which could run any code',
    );
  });

  it('several GGUF files: one must be chosen', async () => {
    const gguf = readFileSync(new URL('../../../../fixtures/pretrained/llama-Q8_0.gguf', import.meta.url));
    server.reset({ 'm.Q4_0.gguf': bytes('x'), 'm.Q8_0.gguf': { content: gguf, lfs: true } });
    await expect(load()).rejects.toThrow('choose one by the option weightFile: m.Q4_0.gguf, m.Q8_0.gguf');
    await expect(load({ weightFile: 'm.Q2_K.gguf' })).rejects.toThrow(
      'o/m has no file m.Q2_K.gguf; it has m.Q4_0.gguf, m.Q8_0.gguf',
    );
    const loaded = await load({ weightFile: 'm.Q8_0.gguf' });
    expect(loaded.metadata?.get('general.architecture')).toBe('llama');
    expect(server.downloads).toEqual(['m.Q8_0.gguf whole']);
  });
});

describe('the folder of the cache', () => {
  it('that cannot be written to: files stay in memory, with one warning', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    await writeFile(join(cache, 'file'), '');
    const { model } = await load({ cache: join(cache, 'file', 'hub') });
    expect(model.parameterCount()).toBe(21_664);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(String(warn.mock.calls[0]?.[0])).toMatch(
      /file\/hub cannot be written to \(ENOTDIR\): downloads stay in memory/,
    );
    warn.mockRestore();
  });

  it('none at all', async () => {
    expect((await load({ cache: false })).model.parameterCount()).toBe(21_664);
    expect(await readdir(cache)).toEqual([]);
  });

  it.runIf(platform() === 'linux')('that is full: a named error, and nothing is left', async () => {
    await load();
    const name = await sha256();
    const folder = join(cache, 'models--o--m', 'blobs');
    await rm(join(folder, name));
    await symlink('/dev/full', join(folder, `${name}.heed-incomplete`));
    await expect(load()).rejects.toThrow(DownloadError);
    expect((await blobs()).every((one) => one.length === 40)).toBe(true);
    await symlink('/dev/full', join(folder, `${name}.heed-incomplete`));
    await expect(load()).rejects.toThrow(/no room to keep model\.safetensors in .* \(ENOSPC\)/);
    expect((await load()).model.parameterCount()).toBe(21_664);
  });
});

/** Another process that loads the model; it prints `done` at the end. */
function start(): ChildProcess {
  const url = new URL('./index.ts', import.meta.url).href;
  const script = `
    import { fromPretrained } from ${JSON.stringify(url)};
    const { model } = await fromPretrained('o/m', ${JSON.stringify({ cache, hubUrl: server.url })});
    console.log('done', model.parameterCount());`;
  return spawn(process.execPath, ['--conditions=@heed/source', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe('processes at once', () => {
  it('four of them: all succeed, and each file comes once', async () => {
    const slow: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': weights.length });
      response.write(weights.subarray(0, 30_000), () =>
        setTimeout(() => response.end(weights.subarray(30_000)), 1500),
      );
    };
    server.reset(treated(slow));
    const children = [start(), start(), start(), start()];
    const codes = await Promise.all(children.map((child) => once(child, 'exit')));
    expect(codes.map(([code]) => code)).toEqual([0, 0, 0, 0]);
    expect(server.downloads.sort()).toEqual([
      'config.json whole',
      'generation_config.json whole',
      'model.safetensors whole',
      'tokenizer.json whole',
    ]);
    expect((await blobs()).filter((name) => !/^[0-9a-f]+$/.test(name))).toEqual([]);
    await load({ offline: true, fetch: noRequests });
  });

  it('the same in one process', async () => {
    await Promise.all([load(), load(), load()]);
    expect(server.downloads).toHaveLength(4);
  });

  it('one that is killed in the middle: the next goes on at once', async () => {
    let hang = true;
    const sent = Promise.withResolvers<void>();
    server.reset(
      treated((_, response) => {
        if (!hang) return false;
        response.writeHead(200, { 'content-length': weights.length });
        response.write(weights.subarray(0, 40_000), () => setTimeout(sent.resolve, 300));
        return true;
      }),
    );
    const child = start();
    await sent.promise;
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(
      (await blobs())
        .filter((name) => name.includes('heed'))
        .map((name) => name.slice(64))
        .sort(),
    ).toEqual(['.heed-incomplete', '.heed-lock']);
    hang = false;
    server.asked.length = 0;
    expect((await load()).model.parameterCount()).toBe(21_664);
    expect(server.downloads).toEqual(['model.safetensors bytes=40000-']);
    expect((await blobs()).filter((name) => name.includes('heed'))).toEqual([]);
  });
});

describe('a folder on disk', () => {
  it('loads, and is named where something lacks', async () => {
    const folder = join(cache, 'model');
    await mkdir(folder);
    await expect(fromPretrained(folder)).rejects.toThrow(
      `${folder} has no weights: none of model.safetensors`,
    );
    await writeFile(join(folder, 'model.safetensors'), weights);
    await expect(fromPretrained(folder)).rejects.toThrow(
      `${folder} has no config.json, which says what kind of model`,
    );
    await writeFile(join(folder, 'config.json'), small['config.json']);
    const loaded = await fromPretrained(folder);
    expect(loaded.model.parameterCount()).toBe(21_664);
    expect(loaded.generationConfig).toBe(loaded.config);
    for (const url of [pathToFileURL(folder), pathToFileURL(folder).href]) {
      expect((await fromPretrained(url)).model.parameterCount()).toBe(21_664);
    }
    await expect(fromPretrained(join(cache, 'gone'))).rejects.toThrow('gone cannot be read: ENOENT');
    await expect(fromPretrained('./gone.gguf')).rejects.toThrow('./gone.gguf cannot be read');
  });

  it('loads a GGUF file', async () => {
    const path = new URL('../../../../fixtures/pretrained/qwen2-Q8_0.gguf', import.meta.url).pathname;
    const loaded = await fromPretrained(path);
    expect(loaded.config.text('model_type')).toBe('qwen2');
    expect(loaded.metadata?.get('general.name')).toBe('qwen2');
  });
});
