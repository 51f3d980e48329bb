import { DownloadError, FormatError } from '@heed/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hurryPauses } from '../../../../../fixtures/hurried-pauses.ts';
import { type Answer, commit, HubServer } from '../../../../../fixtures/pretrained/hub-server.ts';

import { guardedFetch } from './guarded-fetch.ts';
import { listRepository, type RepositoryListing } from './list-repository.ts';

const server = new HubServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

async function list(api?: Answer, revision = 'main'): Promise<RepositoryListing> {
  server.reset({
    'config.json': new TextEncoder().encode('{}'),
    'model.safetensors': { content: new Uint8Array(5), lfs: true },
  });
  server.api = api;
  const fetch = guardedFetch({ origin: server.url, token: 'hf_token' });
  return await listRepository({
    repository: 'o/m',
    revision,
    hubUrl: server.url,
    fetch,
  });
}

/** Answers one of the two calls so, and leaves the other to the server. */
const on =
  (call: 'revision' | 'tree', body: unknown, headers: Record<string, string> = {}): Answer =>
  ({ url }, response) =>
    url?.includes(`/${call}/`) === true &&
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

describe('a listing of a repository', () => {
  it('names, sizes and hashes; folders are left out', async () => {
    expect(await list()).toEqual({
      repository: 'o/m',
      commit,
      files: [
        {
          path: 'config.json',
          size: 2,
          hash: { algorithm: 'git-sha1', hex: '9e26dfeeb6e641a33dae4961196235bdb965b21b' },
        },
        {
          path: 'model.safetensors',
          size: 5,
          hash: {
            algorithm: 'sha256',
            hex: '8855508aade16ec573d21e6a485dfd0a7624085c1a14b5ecdd6485de0c6839a4',
          },
        },
      ],
    });
    expect(server.asked).toEqual([
      'hub /api/models/o/m/revision/main whole hf_token',
      `hub /api/models/o/m/tree/${commit} whole hf_token`,
    ]);
    expect((await list(undefined, 'refs/pr/1')).commit).toBe(commit);
    expect(server.asked[0]).toContain('/revision/refs%2Fpr%2F1 ');
  });

  it('in pages; the token does not follow to another host', async () => {
    const file = (path: string) => ({ type: 'file', path, size: 1, oid: commit });
    const other = server.url.replace('127.0.0.1', 'localhost');
    const pages: Answer = ({ url = '' }, response) => {
      if (!url.includes('/tree/')) return false;
      const page = Number(/page=(\d)/.exec(url)?.[1] ?? 1);
      const next = page === 1 ? `${url}&page=2` : `${other}${url.replace('page=2', 'page=3')}`;
      response
        .writeHead(200, page < 3 ? { link: `<${next}>; rel="next"` } : {})
        .end(JSON.stringify([file(`${page}.json`)]));
      return true;
    };
    expect((await list(pages)).files.map(({ path }) => path)).toEqual(['1.json', '2.json', '3.json']);
    expect(server.asked.map((line) => line.split(' ').at(-1))).toEqual([
      'hf_token',
      'hf_token',
      'hf_token',
      'nobody',
    ]);
  });

  it('a busy hub and a torn line are asked again', async () => {
    let count = 0;
    const busy: Answer = (_, response) => {
      count++;
      if (count === 1) response.writeHead(503).end();
      else if (count === 2) response.destroy();
      else if (count === 3) {
        response.writeHead(200);
        response.write('{"_id', () => setTimeout(() => response.destroy(), 10));
      } else return false;
      return true;
    };
    const pauses = hurryPauses();
    expect((await list(busy)).files).toHaveLength(2);
    expect(pauses).toEqual([250, 1000, 250]);
    vi.restoreAllMocks();
    expect(server.asked).toHaveLength(5);
  });

  it.each([
    ['no commit', on('revision', { id: 'o/m' }), 'o/m: the commit of main is undefined'],
    ['a commit that is a path', on('revision', { sha: '../../..' }), 'o/m: the commit of main is "../../.."'],
    ['a commit of another length', on('revision', { sha: 'abc' }), 'o/m: the commit of main is "abc"'],
    ['null', on('revision', null), 'o/m: the commit of main is undefined'],
    ['an object for a list', on('tree', { error: 'x' }), 'expected a list of files'],
    ['a path that is a number', on('tree', [{ type: 'file', path: 7 }]), 'o/m: a path is 7'],
    [
      'a key twice',
      ((_, response) => response.writeHead(200).end('{"sha":1,"sha":2}')) satisfies Answer,
      'the key "sha" stands twice',
    ],
    [
      'half a text',
      ((_, response) => response.writeHead(200).end('{"sha')) satisfies Answer,
      '/api/models/o/m/revision/main is not JSON',
    ],
  ])('refuses %s', async (_, answer, message) => {
    await expect(list(answer)).rejects.toThrow(FormatError);
    await expect(list(answer)).rejects.toThrow(message);
  });

  it('an error of the hub, in its words', async () => {
    const gated: Answer = (_, response) => response.writeHead(403).end('{"error":"Access is restricted"}');
    await expect(list(gated)).rejects.toThrow(DownloadError);
    await expect(list(gated)).rejects.toThrow(
      'status 403 Forbidden; the answer begins "{\\"error\\":\\"Access is restricted',
    );
  });
});
