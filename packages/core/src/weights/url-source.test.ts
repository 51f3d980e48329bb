import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { hurryPauses } from '../../../../fixtures/hurried-pauses.ts';
import { DownloadError, FormatError, OptionError, WeightsError } from '../errors.ts';
import { encodeSafetensors } from './encode-safetensors.ts';
import { fetchBytes } from './fetch-bytes.ts';
import { fetchWeights } from './fetch-weights.ts';
import type { Fetch } from './request.ts';
import { openSafetensors } from './safetensors.ts';
import { urlSource } from './url-source.ts';
import type { WeightSource } from './weight-source.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const megabyte = 2 ** 20;
const singles = (length: number, value: number) => ({
  type: 'F32' as const,
  shape: [length],
  data: new Float32Array(length).fill(value),
});
/** 12 MB: three windows of the reader. */
const weights = await encodeSafetensors([
  ['a', singles(megabyte, 1)],
  ['b', singles(7, 2)],
  ['c', singles(2 * megabyte, 3)],
]);
const small = await encodeSafetensors([['a', singles(5, 1)]]);

const answers = new Map<string, Answer>();
let asked: string[] = [];
let server: Server;
let root = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*/, '');
    asked.push(`${path} ${request.headers.range ?? 'whole'}`);
    const answer = answers.get(path);
    if (answer !== undefined) answer(request, response);
    else response.writeHead(404).end('{"error":"Entry not found"}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  root = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** A server of static files that knows ranges. */
const ranged =
  (bytes: Uint8Array, change: (start: number) => Readonly<Record<string, string>> = () => ({})): Answer =>
  (request, response) => {
    const [, from = '0', to = ''] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const [start, end] = [Number(from), Math.min(Number(to) + 1, bytes.length)];
    const range = `bytes ${start}-${end - 1}/${bytes.length}`;
    response.writeHead(206, { 'content-range': range, etag: '"1"', ...change(start) });
    response.end(bytes.subarray(start, end));
  };

const whole =
  (bytes: Uint8Array, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-length': String(bytes.length), ...headers }).end(bytes);
  };

const respond =
  (status: number, body?: string | Uint8Array): Answer =>
  (_, response) => {
    response.writeHead(status).end(body);
  };

/** A fresh path that answers so. */
function serve(answer: Answer, name = 'model.safetensors'): string {
  const path = `/${answers.size}/${name}`;
  answers.set(path, answer);
  asked = [];
  return `${root}${path}`;
}

async function expectWeights(source: WeightSource): Promise<void> {
  for (const [name, value, length] of [
    ['c', 3, 2 * megabyte],
    ['a', 1, megabyte],
    ['b', 2, 7],
  ] as const) {
    const { data } = await source.read(name);
    expect(data.length).toBe(length);
    expect(data.every((one: number | bigint) => one === value)).toBe(true);
  }
}

describe('weights from a URL', () => {
  it('fetches parts as they are read, small ones together', async () => {
    const source = await fetchWeights(serve(ranged(weights)));
    expect(asked).toEqual(['/0/model.safetensors bytes=0-4194303']);
    await expectWeights(source);
    expect(asked).toEqual([
      '/0/model.safetensors bytes=0-4194303',
      '/0/model.safetensors bytes=4194304-8388607',
      '/0/model.safetensors bytes=8388608-12582911',
      `/0/model.safetensors bytes=12582912-${weights.length - 1}`,
    ]);
  });

  it('fetches no part twice when tensors lie in another order than they are read', async () => {
    const nameOf = (at: number) => String(at).padStart(2, '0');
    const tensors = Array.from({ length: 24 }, (_, at) => singles(megabyte / 4 - 3, at));
    const bytes = await encodeSafetensors(tensors.map((tensor, at) => [nameOf(at), tensor]));
    const source = await fetchWeights(serve(ranged(bytes)));
    // Layer by layer, but not in the order within a layer.
    for (const layer of [0, 6, 12, 18]) {
      for (const at of [5, 0, 4, 1, 3, 2].map((place) => layer + place)) {
        const { data } = await source.read(nameOf(at));
        expect([data.length, data[0], data.at(-1)]).toEqual([megabyte / 4 - 3, at, at]);
      }
    }
    const lengths = asked.map((line) => {
      const [, first, last] = / bytes=(\d+)-(\d+)$/.exec(line) ?? [];
      return Number(last) + 1 - Number(first);
    });
    expect(lengths.reduce((sum, length) => sum + length)).toBe(bytes.length);
  });

  it('fetches a small file at once', async () => {
    const source = await fetchWeights(serve(ranged(small)));
    expect((await source.read('a')).data).toEqual(new Float32Array(5).fill(1));
    expect(asked).toHaveLength(1);
  });

  it('takes the whole body, once, from a server without ranges', async () => {
    const url = serve(whole(weights));
    await expectWeights(await fetchWeights(url));
    expect(asked).toHaveLength(1);
  });

  const redirect: Answer = (_, response) => {
    answers.set('/moved', ranged(weights));
    response.writeHead(302, { location: '/moved' }).end();
  };

  it.each<[string, Answer]>([
    ['a body without a length', respond(200, weights)],
    [
      'a 206 that hides its range',
      (request, response) => respond(request.headers.range ? 206 : 200, weights)(request, response),
    ],
    [
      'a 416 to any range',
      (request, response) => respond(request.headers.range ? 416 : 200, weights)(request, response),
    ],
    ['a redirect', redirect],
  ])('%s', async (_, answer) => {
    await expectWeights(await fetchWeights(serve(answer)));
  });

  it('asks through the fetch that it is given', async () => {
    const headers: unknown[] = [];
    const fetch: Fetch = (url, init) => {
      headers.push(init?.headers);
      return globalThis.fetch(url, { ...init, headers: { ...init?.headers, authorization: 'Bearer x' } });
    };
    await fetchWeights(serve(ranged(small)), { fetch });
    expect(headers).toEqual([{ Range: 'bytes=0-4194303' }]);
    // @ts-expect-error: an option that does not exist
    await expect(fetchWeights('http://127.0.0.1/', { Fetch: fetch })).rejects.toThrow(OptionError);
  });

  it('reads any part of a body, however it came in pieces', async () => {
    const body = Uint8Array.from({ length: 257 }, (_, at) => at);
    const pieces = [0, 1, 1, 64, 250, 257].map((end, at, ends) => body.subarray(ends[at - 1] ?? 0, end));
    const stream = () =>
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        start(controller) {
          for (const piece of pieces) controller.enqueue(new Uint8Array(piece));
          controller.close();
        },
      });
    const source = await urlSource('https://example.org/x', { fetch: async () => new Response(stream()) });
    expect(source.size).toBe(257);
    for (let start = 0; start <= 257; start += 3) {
      for (let end = start; end <= 257; end += 5) {
        expect(await source.read(start, end)).toEqual(body.slice(start, end));
      }
    }
  });
});

describe('answers that are no weights', () => {
  const html = new TextEncoder().encode('<!doctype html>\n<html><body>Sign in</body></html>');

  const cut = weights.subarray(0, weights.length * 0.6);
  const cutOff: Answer = (_, response) => {
    response.writeHead(200, { 'content-length': String(weights.length) });
    response.write(cut, () => response.destroy());
  };
  const inRange = (range: string, bytes = weights): Answer =>
    ranged(bytes, () => ({ 'content-range': range }));
  const json = new TextEncoder().encode('{"error":"gated repository"}');

  async function expectRefusal(
    answer: Answer,
    Class: typeof DownloadError | typeof FormatError,
    message: RegExp,
  ): Promise<void> {
    hurryPauses();
    const url = serve(answer);
    const error: unknown = await fetchWeights(`${url}?token=secret`).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Class);
    const text = error instanceof Error ? error.message : '';
    expect(text).toMatch(message);
    expect(text).toContain(url);
    expect(text).not.toContain('secret');
    expect(text.length).toBeLessThan(400);
  }

  it.each<[string, Answer, RegExp]>([
    [
      'an HTML page',
      whole(html, { 'content-type': 'text/html' }),
      /an HTML page came .* "<!doctype html>\\n<html>/,
    ],
    ['an HTML page in a range', ranged(html), /an HTML page/],
    [
      'status 404',
      respond(404, 'Entry not found'),
      /status 404 Not Found; the answer begins "Entry not found"/,
    ],
    ['status 429', respond(429), /status 429 Too Many Requests$/],
    ['status 204', respond(204), /status 204/],
    ['a body cut at 60 % again and again', cutOff, /the transfer broke off/],
    [
      'another range',
      inRange('bytes 7-20/100'),
      /asked for the bytes from 0 up to 4194304, got content-range bytes 7-20\/100/,
    ],
    ['a range without numbers', inRange('bytes x'), /got content-range bytes x/],
    ['a range of a file without an end', inRange('bytes 0-9/*', small), /got content-range bytes 0-9\/\*/],
    [
      'a range that says less than came',
      inRange(`bytes 0-9/${small.length}`, small),
      /more than the 10 bytes promised came/,
    ],
  ])('%s', async (_, answer, message) => {
    await expectRefusal(answer, DownloadError, message);
  });

  it.each<[string, Answer, RegExp]>([
    ['a JSON text', whole(json), /the file begins with the text "\{\\"error\\""/],
    ['nothing', whole(new Uint8Array()), /0 bytes/],
    [
      'a body cut at 60 % without a length',
      respond(200, cut),
      /tensor "c": .* end beyond the \d+ bytes of data/,
    ],
    ['a body of the wrong length', whole(small.slice(0, -4)), /"a": .* end beyond/],
  ])('%s', async (_, answer, message) => {
    await expectRefusal(answer, FormatError, message);
  });

  it('a body that does not end where the range does', async () => {
    const endless: Answer = (_, response) => {
      response.writeHead(206, { 'content-range': 'bytes 0-4194303/99999999999' });
      const write = (): void => {
        if (!response.destroyed) response.write(new Uint8Array(megabyte), write);
      };
      write();
    };
    await expect(fetchWeights(serve(endless))).rejects.toThrow('more than the 4194304 bytes promised came');
  });

  it('a file that changes between two reads', async () => {
    const changing = ranged(weights, (start) => ({ etag: start === 0 ? '"1"' : '"2"' }));
    const source = await fetchWeights(serve(changing));
    await expect(source.read('c')).rejects.toThrow('the file changed while it was read');
  });

  it('a server that is not there', async () => {
    hurryPauses();
    const opening = fetchWeights('http://127.0.0.1:1/model.safetensors');
    await expect(opening).rejects.toThrow(DownloadError);
    await expect(opening).rejects.toThrow('cannot be reached');
  });

  it('ends when it is told to', async () => {
    const silent: Answer = (_, response) => {
      response.writeHead(200).write(weights.subarray(0, 100));
    };
    const opening = fetchWeights(serve(silent), { signal: AbortSignal.timeout(50) });
    await expect(opening).rejects.toThrow(/timeout/);
    expect(await opening.catch((error: unknown) => error)).toHaveProperty('name', 'TimeoutError');
  });
});

describe('a whole file', () => {
  it('is fetched and checked', async () => {
    expect(await fetchBytes(serve(whole(small)))).toEqual(small);
    hurryPauses();
    // Not every platform's fetch compares the length itself.
    const stating = (headers: Readonly<Record<string, string>>) =>
      fetchBytes('https://example.org/x', { fetch: async () => new Response(small, { headers }) });
    await expect(stating({ 'content-length': '999' })).rejects.toThrow(
      `the transfer ended after ${small.length} of 999 bytes`,
    );
    expect(await stating({ 'content-length': '9', 'content-encoding': 'gzip' })).toEqual(small);
    await expect(fetchBytes(`${root}/nowhere`)).rejects.toThrow(/status 404 .* begins "\{\\"error\\"/);
  });
});

describe('a sharded index on a server', () => {
  it('opens the files beside it', async () => {
    const url = serve(ranged(small), 'model 1.safetensors');
    const index = url.replace('model 1.safetensors', 'model.safetensors.index.json');
    const text = JSON.stringify({ weight_map: { a: 'model 1.safetensors' } });
    const path = new URL(url).pathname;
    answers.set(path, ranged(small));
    answers.set(new URL(index).pathname, whole(new TextEncoder().encode(text)));
    const source = await fetchWeights(`${index}?download=true`);
    expect((await source.read('a')).data).toEqual(new Float32Array(5).fill(1));
    expect(asked[1]).toContain('/model%201.safetensors bytes=');
    await openSafetensors(await urlSource(url));
  });

  it('names the file that is gone, with its URL', async () => {
    const url = serve(
      whole(new TextEncoder().encode('{"weight_map":{"a":"gone.safetensors"}}')),
      'x.index.json',
    );
    await expect(fetchWeights(url)).rejects.toThrow(WeightsError);
    await expect(fetchWeights(url)).rejects.toThrow(
      /file gone\.safetensors cannot be read: http:.*\/gone\.safetensors: status 404/,
    );
  });
});
