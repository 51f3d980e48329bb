import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Answer, FileServer, sendRange } from '../../../../fixtures/file-server.ts';
import { hurryPauses } from '../../../../fixtures/hurried-pauses.ts';
import { DownloadError, FormatError, OptionError } from '../errors.ts';
import { fetchBytes } from './fetch-bytes.ts';
import { type FetchPiecesOptions, fetchPieces } from './fetch-pieces.ts';
import type { Fetch } from './request.ts';

const content = Uint8Array.from({ length: 100_003 }, (_, at) => (at * 7) % 251);
const server = new FileServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

let pauses: number[] = [];
beforeEach(() => {
  pauses = hurryPauses();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** What comes of a file that the server treats so. */
async function download(
  answer: Answer,
  { size = content.length, ...options }: FetchPiecesOptions = {},
): Promise<Buffer> {
  const url = server.serve(answer);
  const pieces: Uint8Array[] = [];
  for await (const piece of fetchPieces(`${url}?token=secret`, { size, ...options })) pieces.push(piece);
  return Buffer.concat(pieces);
}

const ranged: Answer = (request, response) => sendRange(content, request, response);

/** Sends so many bytes of what was promised, then tears the line. */
const tear = (response: ServerResponse, bytes: Uint8Array): void => {
  response.write(bytes, () => setTimeout(() => response.destroy(), 10));
};
const cutAt =
  (bytes: number): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-length': content.length });
    tear(response, content.subarray(0, bytes));
  };
const say =
  (status: number, headers: Readonly<Record<string, string>> = {}, body?: string): Answer =>
  (_, response) => {
    response.writeHead(status, headers).end(body);
  };

/** Treats the first requests so, and those after them well. */
function atFirst(times: number, answer: Answer, then: Answer = ranged): Answer {
  let count = 0;
  return (request, response) => (++count <= times ? answer : then)(request, response);
}

describe('a download', () => {
  it('whole, and from a place on', async () => {
    expect(await download(ranged)).toEqual(Buffer.from(content));
    expect(await download(ranged, { start: 70_000 })).toEqual(Buffer.from(content.subarray(70_000)));
    expect(server.asked).toEqual(['bytes=70000-']);
    expect(await download(ranged, { start: content.length })).toEqual(Buffer.alloc(0));
    expect(server.asked).toEqual([]);
  });

  it('cut at 60 %: goes on where it ended', async () => {
    expect(await download(atFirst(1, cutAt(60_000)))).toEqual(Buffer.from(content));
    expect(server.asked).toEqual(['whole', 'bytes=60000-']);
    expect(pauses).toEqual([250]);
  });

  it('cut again and again: as long as something comes, it goes on', async () => {
    const cut: Answer = (request, response) => {
      const from = Number(/\d+/.exec(request.headers.range ?? '0')?.[0]);
      const range = from === 0 ? {} : { 'content-range': `bytes ${from}-100002/100003` };
      response.writeHead(from === 0 ? 200 : 206, range);
      tear(response, content.subarray(from, from + 9000));
    };
    expect(await download(cut)).toEqual(Buffer.from(content));
    expect(server.asked).toHaveLength(12);
    expect(new Set(pauses)).toEqual(new Set([250]));
  });

  it('a server that ignores ranges: what is there already is skipped', async () => {
    const whole: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': content.length }).end(content);
    };
    expect(await download(atFirst(1, cutAt(60_000), whole))).toEqual(Buffer.from(content));
    expect(server.asked).toEqual(['whole', 'bytes=60000-']);
  });

  it('a server that sends less than the range that was asked for', async () => {
    const sparing: Answer = (request, response) => {
      const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0]);
      const to = Math.min(from + 30_011, content.length);
      response.writeHead(206, { 'content-range': `bytes ${from}-${to - 1}/${content.length}` });
      response.end(content.subarray(from, to));
    };
    expect(await download(sparing, { start: 5 })).toEqual(Buffer.from(content.subarray(5)));
    expect(server.asked).toEqual(['bytes=5-', 'bytes=30016-', 'bytes=60027-', 'bytes=90038-']);
    expect(pauses).toEqual([]);
  });

  it('cut where it ends, of no stated length', async () => {
    const whole: Answer = (_, response) => {
      response.writeHead(200);
      tear(response, content);
    };
    const url = server.serve(atFirst(1, whole, say(416, { 'content-range': `bytes */${content.length}` })));
    expect(await fetchBytes(url)).toEqual(content);
    expect(server.asked).toEqual(['whole', `bytes=${content.length}-`]);
    const shorter = server.serve(atFirst(1, whole, say(416, { 'content-range': 'bytes */99' })));
    await expect(fetchBytes(shorter)).rejects.toThrow('status 416');
  });

  it('compressed on the way: whole, and not taken up in the middle of its compressed bytes', async () => {
    const gzip: Answer = (_, response) => {
      const bytes = gzipSync(content);
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': bytes.length }).end(bytes);
    };
    expect(await fetchBytes(server.serve(gzip))).toEqual(content);
    const torn: Answer = (_, response) => {
      const bytes = gzipSync(content);
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': bytes.length });
      tear(response, bytes.subarray(0, bytes.length / 2));
    };
    // The rest is asked for as it is: Range forbids compression.
    expect(await fetchBytes(server.serve(atFirst(1, torn)))).toEqual(content);
    const encoded: Answer = (request, response) => {
      response.setHeader('content-encoding', 'gzip');
      sendRange(gzipSync(content), request, response);
    };
    const url = server.serve(atFirst(1, cutAt(500), encoded));
    await expect(fetchBytes(url)).rejects.toThrow('a range came in the encoding gzip');
  });

  it('of another origin, whose headers a page does not see', async () => {
    /** What a page is left with: the length of the compressed body, but not that it is compressed. */
    const seen = (init: { status: number; headers?: Record<string, string> }, bytes: Uint8Array): Response =>
      Object.defineProperty(new Response(new Uint8Array(bytes), init), 'type', { value: 'cors' });
    const compressed: Fetch = async () =>
      seen({ status: 200, headers: { 'content-length': '5000' } }, content);
    await expect(fetchBytes('https://other.example/x', { fetch: compressed })).rejects.toThrow(
      'more than the 5000 bytes promised came',
    );
    vi.stubGlobal('location', { href: 'https://page.example/' });
    expect(await fetchBytes('https://other.example/x', { fetch: compressed })).toEqual(content);
    // Cut without an error, as Firefox has it; then the rest, whose range it may not see either.
    const asked: unknown[] = [];
    const cut: Fetch = async (_, init) => {
      asked.push(init?.headers);
      return asked.length === 1
        ? seen(
            { status: 200, headers: { 'content-length': String(content.length) } },
            content.subarray(0, 777),
          )
        : seen({ status: 206 }, content.subarray(777));
    };
    expect(await fetchBytes('https://other.example/x', { fetch: cut })).toEqual(content);
    expect(asked).toEqual([undefined, { Range: 'bytes=777-' }]);
    vi.unstubAllGlobals();
  });

  it.each([
    ['etag', '"1"', '"2"'],
    ['last-modified', 'Mon, 05 Jan 2026 10:00:00 GMT', 'Mon, 05 Jan 2026 10:00:01 GMT'],
  ])('a file that changes in the middle of a transfer (%s)', async (mark, before, now) => {
    const first: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': content.length, [mark]: before });
      tear(response, content.subarray(0, 500));
    };
    const marked =
      (value: string): Answer =>
      (request, response) => {
        response.setHeader(mark, value);
        sendRange(content, request, response);
      };
    await expect(download(atFirst(1, first, marked(now)))).rejects.toThrow(
      `the file changed while it was read: it was ${before}, and is ${now}`,
    );
    expect(await download(atFirst(1, first, marked(before)))).toEqual(Buffer.from(content));
    if (mark === 'etag') {
      expect(await download(atFirst(1, first, marked(`W/${before}`)))).toEqual(Buffer.from(content));
    }
  });

  it('a file that is cut on the server in the middle of a transfer', async () => {
    const shorter: Answer = (request, response) => sendRange(content.subarray(0, 50_000), request, response);
    const url = server.serve(atFirst(1, cutAt(500), shorter));
    await expect(fetchBytes(url)).rejects.toThrow(
      'the file changed while it was read: it had 100003 bytes, and has 50000',
    );
    const gone = server.serve(atFirst(1, cutAt(60_000), say(416, { 'content-range': 'bytes */50000' })));
    await expect(fetchBytes(gone)).rejects.toThrow('it had 100003 bytes, and has 50000');
  });
});

describe('servers that are busy', () => {
  it('are asked again, with patience, and as late as they say', async () => {
    expect(await download(atFirst(2, say(503)))).toEqual(Buffer.from(content));
    expect(pauses).toEqual([250, 1000]);
    expect(await download(atFirst(1, say(429, { 'retry-after': '7' })))).toEqual(Buffer.from(content));
    expect(pauses).toEqual([250, 1000, 7000]);
    expect(await download(atFirst(1, (_, response) => response.destroy()))).toEqual(Buffer.from(content));
  });

  it('by a date, too', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 5, 10, 0, 0) });
    const date = 'Mon, 05 Jan 2026 10:00:09 GMT';
    expect(await download(atFirst(1, say(503, { 'retry-after': date })))).toEqual(Buffer.from(content));
    expect(pauses).toEqual([9000]);
    vi.useRealTimers();
  });

  it('for longer than a minute: are not waited for', async () => {
    const failure = download(say(429, { 'retry-after': '3600' }));
    await expect(failure).rejects.toThrow(
      /status 429 Too Many Requests; the server wants to be asked again in 3600 s$/,
    );
    expect(server.asked).toHaveLength(1);
  });

  it.each([500, 503, 429, 408])('but not for ever (%i)', async (status) => {
    const failure = download(say(status, {}, '<busy>'));
    await expect(failure).rejects.toThrow(DownloadError);
    await expect(failure).rejects.toMatchObject({ name: 'DownloadError', code: 'download', status });
    await expect(failure).rejects.toThrow(/status \d+ [\w ]+; the answer begins "<busy>"/);
    expect(server.asked).toHaveLength(4);
    expect(pauses).toEqual([250, 1000, 4000]);
  });

  it('nor such that cannot be reached', async () => {
    const failure = download((_, response) => response.destroy());
    await expect(failure).rejects.toThrow(DownloadError);
    await expect(failure).rejects.toThrow(/model\.safetensors cannot be reached: fetch failed \(.+\)/);
    expect(server.asked).toHaveLength(4);
    // What is no trouble of the network is not tried again.
    let count = 0;
    const broken: Fetch = async () => {
      count++;
      throw new RangeError('my own');
    };
    await expect(download(ranged, { fetch: broken })).rejects.toThrow('cannot be reached: my own');
    const own: Fetch = async () => {
      count++;
      throw new FormatError('not allowed');
    };
    await expect(download(ranged, { fetch: own })).rejects.toThrow(FormatError);
    expect(count).toBe(2);
    await expect(fetchBytes('no address')).rejects.toThrow('no address cannot be reached');
    vi.stubGlobal('navigator', { onLine: false });
    await expect(download((_, response) => response.destroy())).rejects.toThrow('cannot be reached');
    expect(server.asked).toHaveLength(1);
    vi.unstubAllGlobals();
    expect(pauses).toEqual([250, 1000, 4000]);
  });
});

describe('answers that are final', () => {
  it.each([401, 403, 404, 410, 416])('status %i', async (status) => {
    const failure = download(say(status, {}, 'no'));
    await expect(failure).rejects.toMatchObject({ name: 'DownloadError', status });
    await expect(failure).rejects.toThrow(/status \d+ .*; the answer begins "no"$/);
    expect(server.asked).toHaveLength(1);
  });

  it.each([
    ['text/html', '<p>Hello', '"<p>Hello"'],
    ['application/octet-stream', '\n<!DOCTYPE html><title>Vite', '"\\n<!DOCTYPE html><title>Vite"'],
    ['text/plain', '<html lang="en">', '"<html lang=\\"en\\">"'],
  ])('an HTML page with status 200 (%s) is named with its beginning', async (type, page, quote) => {
    const failure = download(say(200, { 'content-type': type }, page), { size: page.length });
    await expect(failure).rejects.toThrow(DownloadError);
    await expect(failure).rejects.toThrow(
      `${server.url}/model.safetensors: an HTML page came instead of a file; it begins ${quote}`,
    );
    expect(server.asked).toHaveLength(1);
  });

  it('another length than promised: said at once, or found out', async () => {
    await expect(download(ranged, { size: 99 })).rejects.toThrow(
      'the server has 100003 bytes, but 99 were promised',
    );
    const unsaid: Answer = (_, response) => {
      response.writeHead(200);
      response.write(content.subarray(0, 50_000));
      response.end(content.subarray(50_000));
    };
    await expect(download(unsaid, { size: 99 })).rejects.toThrow('more than the 99 bytes promised came');
    const short: Answer = (_, response) => response.writeHead(200).end(content.subarray(0, 99));
    await expect(download(short)).rejects.toThrow('the transfer ended after 99 of 100003 bytes');
  });

  it.each([
    ['another place', 'bytes 5-100002/100003', 7],
    ['another length', 'bytes 7-99/100', 7],
    ['backwards', 'bytes 7-6/100003', 7],
    ['beyond the end', 'bytes 7-200000/100003', 7],
    ['no numbers', 'bytes x', 7],
  ])('a range that was not asked for: %s', async (_, range, start) => {
    const wrong: Answer = (_request, response) => {
      response.writeHead(206, { 'content-range': range }).end(content.subarray(start));
    };
    await expect(download(wrong, { start })).rejects.toThrow(DownloadError);
    expect(server.asked).toHaveLength(1);
  });

  it('links with secrets do not show them', async () => {
    const fetch: Fetch = (url, init) => globalThis.fetch(url.replace('user:word@', ''), init);
    const url = server.serve(say(403)).replace('//', '//user:word@');
    const failure = await fetchBytes(`${url}?token=secret`, { fetch }).catch((error: unknown) =>
      String(error),
    );
    expect(failure).toContain('status 403');
    expect(failure).not.toMatch(/secret|word/);
  });

  it('options that do not exist', () => {
    // @ts-expect-error: an option that does not exist
    expect(() => fetchPieces('x', { from: 3 })).toThrow(OptionError);
    expect(() => fetchPieces('x', { start: -1 })).toThrow('fetchPieces: start must be a whole number from 0');
  });
});

describe('a signal', () => {
  const reason = new Error('enough');

  it('ends a transfer, a pause, and what has not begun', async () => {
    const stop = new AbortController();
    const hanging: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 1000), () => stop.abort(reason));
    };
    await expect(download(hanging, { signal: stop.signal })).rejects.toBe(reason);
    await expect(download(ranged, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);

    vi.restoreAllMocks();
    const inPause = new AbortController();
    const busy: Answer = (_: IncomingMessage, response) => {
      response.on('finish', () => setTimeout(() => inPause.abort(reason), 20));
      response.writeHead(503, { 'retry-after': '50' }).end();
    };
    await expect(download(busy, { signal: inPause.signal })).rejects.toBe(reason);
    expect(server.asked).toHaveLength(1);
  });

  it('a reader that stops ends the transfer', async () => {
    let isClosed: Promise<unknown> = Promise.resolve();
    const endless: Answer = (_, response) => {
      isClosed = new Promise((resolve) => response.on('close', resolve));
      response.writeHead(200);
      const write = (): void => {
        if (!response.destroyed) response.write(content, write);
      };
      write();
    };
    for await (const piece of fetchPieces(server.serve(endless))) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    await isClosed;
  });
});
