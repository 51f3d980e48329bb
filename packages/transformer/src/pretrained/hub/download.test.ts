import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, commit, cutAt, HubServer } from '../../../../../fixtures/pretrained/hub-server.ts';
import { DownloadError } from '../errors.ts';
import { downloadPieces } from './download.ts';
import { guardedFetch, type Pause } from './guarded-fetch.ts';

const content = Uint8Array.from({ length: 100_003 }, (_, at) => (at * 7) % 251);
const server = new HubServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

let pauses: number[] = [];
const pause: Pause = async (milliseconds) => {
  pauses.push(milliseconds);
};

/** What comes of a file that the server treats so. */
async function download(
  answer: Answer | undefined,
  { start = 0, size = content.length, signal }: { start?: number; size?: number; signal?: AbortSignal } = {},
): Promise<Buffer> {
  server.reset({ 'model.safetensors': { content, ...(answer && { answer }) } });
  pauses = [];
  const fetch = guardedFetch({ origin: server.url, signal });
  const url = `${server.url}/o/m/resolve/${commit}/model.safetensors`;
  const pieces: Uint8Array[] = [];
  for await (const piece of downloadPieces({ url, size, start, fetch, signal, pause })) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Treats the first requests so, and those after them well. */
function atFirst(times: number, answer: Answer): Answer {
  let count = 0;
  return (request, response) => ++count <= times && answer(request, response);
}

describe('a download', () => {
  it('whole, and from a place on', async () => {
    expect(await download(undefined)).toEqual(Buffer.from(content));
    expect(await download(undefined, { start: 70_000 })).toEqual(Buffer.from(content.subarray(70_000)));
    expect(server.downloads).toEqual(['model.safetensors bytes=70000-']);
    expect(await download(undefined, { start: content.length })).toEqual(Buffer.alloc(0));
    expect(server.downloads).toEqual([]);
  });

  it('cut at 60 %: goes on where it ended', async () => {
    const cut = atFirst(1, (_, response) => cutAt(content, 60_000, response));
    expect(await download(cut)).toEqual(Buffer.from(content));
    expect(server.downloads).toEqual(['model.safetensors whole', 'model.safetensors bytes=60000-']);
    expect(pauses).toEqual([250]);
  });

  it('cut again and again: as long as something comes, it goes on', async () => {
    const cut: Answer = (request, response) => {
      const from = Number(/\d+/.exec(request.headers.range ?? '0')?.[0]);
      response.writeHead(
        from === 0 ? 200 : 206,
        from === 0 ? {} : { 'content-range': `bytes ${from}-100002/100003` },
      );
      response.write(content.subarray(from, from + 9_000), () => setTimeout(() => response.destroy(), 10));
    };
    expect(await download(cut)).toEqual(Buffer.from(content));
    expect(server.downloads).toHaveLength(12);
    expect(new Set(pauses)).toEqual(new Set([250]));
  });

  it('a server that ignores ranges: what is there already is skipped', async () => {
    const whole: Answer = ({ headers }, response) => {
      if (headers.range === undefined) cutAt(content, 60_000, response);
      else response.writeHead(200, { 'content-length': content.length }).end(content);
    };
    expect(await download(whole)).toEqual(Buffer.from(content));
    expect(server.downloads).toEqual(['model.safetensors whole', 'model.safetensors bytes=60000-']);
  });

  it('busy servers and torn lines are asked again, with patience, and as late as they say', async () => {
    const busy = atFirst(2, (_, response) => response.writeHead(503).end());
    expect(await download(busy)).toEqual(Buffer.from(content));
    expect(pauses).toEqual([250, 1000]);
    const limited = atFirst(1, (_, response) => response.writeHead(429, { 'retry-after': '7' }).end());
    expect(await download(limited)).toEqual(Buffer.from(content));
    expect(pauses).toEqual([7000]);
    const torn = atFirst(1, (_, response) => response.destroy());
    expect(await download(torn)).toEqual(Buffer.from(content));
  });

  it('but not for ever', async () => {
    for (const [status, hint] of [
      [500, ''],
      [429, ''],
    ] as const) {
      const failure = download((_, response) => response.writeHead(status).end('<busy>'));
      await expect(failure).rejects.toThrow(DownloadError);
      await expect(failure).rejects.toThrow(
        `/model.safetensors: status ${status}${hint}; the answer begins "<busy>"`,
      );
      expect(server.downloads).toHaveLength(4);
    }
    const failure = download((_, response) => response.destroy());
    await expect(failure).rejects.toThrow(/model\.safetensors cannot be reached: fetch failed \(.+\)/);
  });

  it.each([
    [401, 'status 401: the repository does not exist, or is private and needs a token'],
    [403, 'status 403: the token does not reach this repository'],
    [404, 'status 404: there is no such repository, revision or file'],
    [410, 'status 410'],
  ])('status %i is final, and says what to do', async (status, message) => {
    const failure = download((_, response) => response.writeHead(status).end());
    await expect(failure).rejects.toThrow(DownloadError);
    await expect(failure).rejects.toThrow(message);
    expect(server.downloads).toHaveLength(1);
  });

  it.each([
    ['text/html', '<p>Hello', '"<p>Hello"'],
    ['application/octet-stream', '\n<!DOCTYPE html><title>Vite', '"\\n<!DOCTYPE html><title>Vite"'],
    ['text/plain', '<html lang="en">', '"<html lang=\\"en\\">"'],
  ])('an HTML page with status 200 (%s) is named with its beginning', async (type, page, quote) => {
    const failure = download((_, response) => response.writeHead(200, { 'content-type': type }).end(page));
    await expect(failure).rejects.toThrow(DownloadError);
    await expect(failure).rejects.toThrow(
      `${server.url}/o/m/resolve/${commit}/model.safetensors: an HTML page came`,
    );
    await expect(failure).rejects.toThrow(quote);
    expect(server.downloads).toHaveLength(1);
  });

  it('another length than promised: said at once, or found out', async () => {
    await expect(download(undefined, { size: 99 })).rejects.toThrow(
      'the server has 100003 bytes, the hub promised 99',
    );
    const unsaid: Answer = (_, response) => {
      response.writeHead(200);
      response.write(content.subarray(0, 50_000));
      response.end(content.subarray(50_000));
    };
    await expect(download(unsaid, { size: 99 })).rejects.toThrow(
      'more than the 99 bytes that the hub promised came',
    );
    const short = download((_, response) => response.writeHead(200).end(content.subarray(0, 99)));
    await expect(short).rejects.toThrow('the transfer ended after 99 of 100003 bytes');
  });

  it('a range that was not asked for', async () => {
    const wrong: Answer = (_, response) => {
      response.writeHead(206, { 'content-range': 'bytes 5-100002/100003' }).end(content.subarray(5));
    };
    await expect(download(wrong, { start: 7 })).rejects.toThrow(
      'asked for the bytes from 7 of 100003, got content-range bytes 5-100002/100003',
    );
    const other: Answer = (_, response) => {
      response.writeHead(206, { 'content-range': 'bytes 7-99/100' }).end(content.subarray(7, 100));
    };
    await expect(download(other, { start: 7 })).rejects.toThrow('got content-range bytes 7-99/100');
  });

  it('ends by its signal, in a transfer and in a pause', async () => {
    const stop = new AbortController();
    const hanging: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 1000), () => stop.abort(new Error('enough')));
    };
    await expect(download(hanging, { signal: stop.signal })).rejects.toThrow('enough');
    await expect(download(undefined, { signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow(
      'before',
    );
  });

  it('links with secrets do not show them', async () => {
    const redirected: Answer = (_, response) => response.writeHead(403).end();
    server.reset({ 'model.safetensors': { content, lfs: true, answer: redirected } });
    const url = `${server.url.replace('//', '//user:word@')}/o/m/resolve/${commit}/model.safetensors?token=secret`;
    const fetch: typeof globalThis.fetch = (input) =>
      globalThis.fetch(String(input).replace('user:word@', ''));
    const pieces = downloadPieces({ url, size: 9, start: 0, fetch, pause });
    const failure = await pieces.next().catch((error: unknown) => String(error));
    expect(failure).toContain('status 403');
    expect(failure).not.toMatch(/secret|word/);
  });
});
