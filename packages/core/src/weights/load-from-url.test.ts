import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Answer, FileServer, sendRange } from '../../../../fixtures/file-server.ts';
import { hurryPauses } from '../../../../fixtures/hurried-pauses.ts';
import { DownloadError } from '../errors.ts';
import { live } from '../memory/live.ts';
import { Linear } from '../module/linear.ts';
import { Module } from '../module/module.ts';
import { encodeSafetensors } from './encode-safetensors.ts';
import { fetchWeights } from './fetch-weights.ts';
import { loadWeights } from './load-weights.ts';
import { windowBytes } from './read-ahead.ts';

const [width, height] = [1021, 1031];

class Stack extends Module {
  readonly zero: Linear = new Linear(width, height, { bias: false });
  readonly one: Linear = new Linear(width, height, { bias: false });
  readonly two: Linear = new Linear(width, height, { bias: false });
  readonly three: Linear = new Linear(width, height, { bias: false });
  readonly four: Linear = new Linear(width, height, { bias: false });

  forward(): never {
    throw new Error('only its weights are wanted');
  }
}

/** The file has them in another order than the model. */
const names = ['three', 'zero', 'four', 'two', 'one'];
const file = await encodeSafetensors(
  names.map((name, at) => {
    const data = new Float32Array(width * height).fill(at + 1);
    return [`${name}.weight`, { type: 'F32' as const, shape: [height, width], data }];
  }),
);
const windows = Math.ceil(file.length / windowBytes);

const server = new FileServer();
beforeAll(() => server.start());
afterAll(() => server.stop());
afterEach(() => {
  vi.restoreAllMocks();
});

/** Loads a model, and looks at every weight. */
async function expectLoaded(answer: Answer): Promise<void> {
  const source = await fetchWeights(server.serve(answer));
  const model = new Stack();
  await loadWeights(model, source);
  for (const [name, { weight }] of Object.entries({ ...model })) {
    const data = weight.value.dataSync();
    const wanted = names.indexOf(name) + 1;
    expect([name, data.every((number: number) => number === wanted)]).toEqual([name, true]);
  }
  model.dispose();
  await source.close();
}

const indexOf = (range = ''): number => Number(/\d+/.exec(range)?.[0]) / windowBytes;

describe('a model loaded by its URL', () => {
  it('each window once, in the order of the file, though the model has another', async () => {
    await expectLoaded((request, response) => sendRange(file, request, response));
    expect(server.asked.map(indexOf)).toEqual(Array.from({ length: windows }, (_, at) => at));
  });

  it('the next windows are asked for while one is on its way, and no more than two', async () => {
    /** Answers that wait until the next window is asked for: who asks one after the other waits for ever. */
    const held: (() => void)[] = [];
    const [open, most] = [new Set<number>(), { open: 0 }];
    await expectLoaded((request, response) => {
      const index = indexOf(request.headers.range);
      open.add(index);
      most.open = Math.max(most.open, open.size);
      const answer = (): void => {
        open.delete(index);
        sendRange(file, request, response);
      };
      held.splice(0).forEach((release) => {
        release();
      });
      if (index === 0 || index === windows - 1) answer();
      else held.push(answer);
    });
    expect(server.asked).toHaveLength(windows);
    expect(most.open).toBeGreaterThanOrEqual(2);
    expect(most.open).toBeLessThanOrEqual(3);
  });

  it('a line that tears, a server that is busy, in the middle: each once more, from where it was', async () => {
    hurryPauses();
    const troubled = new Set<number>();
    await expectLoaded((request, response) => {
      const range = request.headers.range;
      const index = indexOf(range);
      if (troubled.has(index) || index === 0 || !Number.isInteger(index)) {
        sendRange(file, request, response);
        return;
      }
      troubled.add(index);
      if (index % 2 === 0) {
        response.writeHead(503, { 'retry-after': '7' }).end();
        return;
      }
      const start = index * windowBytes;
      const end = Math.min(start + windowBytes, file.length);
      response.writeHead(206, { 'content-range': `bytes ${start}-${end - 1}/${file.length}` });
      response.write(file.subarray(start, start + 1003), () => setTimeout(() => response.destroy(), 10));
    });
    const firstTwo = server.asked.filter((range) => Math.floor(indexOf(range)) === 1);
    expect(firstTwo[0]).toBe(`bytes=${windowBytes}-${2 * windowBytes - 1}`);
    expect(firstTwo[1]).toMatch(new RegExp(`^bytes=${windowBytes + 1003}-${2 * windowBytes - 1}$`));
    expect(server.asked).toHaveLength(2 * windows - 1);
  });

  it('tells how far it is: never back, never beyond, and all in the end', async () => {
    const source = await fetchWeights(
      server.serve((request, response) => sendRange(file, request, response)),
    );
    const heard: number[] = [];
    const totals = new Set<number>();
    const model = new Stack();
    await loadWeights(model, source, {
      onProgress: ({ loaded, total }) => {
        heard.push(loaded);
        totals.add(total);
      },
    });
    expect([...totals]).toEqual([names.length * width * height]);
    // Three parts of each matrix: 2 ** 19 numbers or fewer, in whole groups of rows.
    expect(heard).toHaveLength(3 * names.length);
    expect(heard.every((loaded, at) => loaded > (heard[at - 1] ?? 0))).toBe(true);
    expect(heard.at(-1)).toBe(names.length * width * height);
    model.dispose();
  });

  it.each<[string, Answer, RegExp]>([
    [
      'another ETag',
      (request, response) => {
        response.setHeader('etag', indexOf(request.headers.range) < 2 ? '"1"' : '"2"');
        sendRange(file, request, response);
      },
      /the file changed while it was read: it was "1", and is "2"/,
    ],
    [
      'another length',
      (request, response) =>
        sendRange(indexOf(request.headers.range) < 2 ? file : file.subarray(0, -8), request, response),
      /the file changed while it was read: it had \d+ bytes, and has \d+$/,
    ],
    [
      'the end of the file cut off',
      (request, response) =>
        sendRange(
          indexOf(request.headers.range) < 2 ? file : file.subarray(0, windowBytes),
          request,
          response,
        ),
      /the file changed while it was read: it had \d+ bytes, and has 4194304$/,
    ],
    [
      'the whole file for a part',
      (request, response) => {
        if (indexOf(request.headers.range) < 2) sendRange(file, request, response);
        else response.writeHead(200, { 'content-length': file.length }).end(file);
      },
      /it answered ranges, but sent the whole file for the bytes from 8388608 up to 12582912/,
    ],
    [
      'a part in an encoding',
      (request, response) => {
        if (indexOf(request.headers.range) >= 2) response.setHeader('content-encoding', 'gzip');
        sendRange(file, request, response);
      },
      /a range came in the encoding gzip, in which it is none of the file/,
    ],
    [
      'a log-in page',
      (request, response) => {
        if (indexOf(request.headers.range) < 2) sendRange(file, request, response);
        else response.writeHead(403, { 'content-type': 'text/html' }).end('<html>Sign in');
      },
      /status 403 Forbidden; the answer begins "<html>Sign in"/,
    ],
  ])('%s, between two windows: refused, and the model is as it was', async (_, answer, message) => {
    hurryPauses();
    const model = new Stack();
    const before = live();
    const source = await fetchWeights(server.serve(answer));
    const failure = loadWeights(model, source);
    await expect(failure).rejects.toThrow(DownloadError);
    await expect(failure).rejects.toThrow(message);
    expect(live()).toEqual(before);
    await source.close();
  });

  it('ends by its signal, with all that is on its way', async () => {
    const stop = new AbortController();
    const closed: Promise<unknown>[] = [];
    const hanging: Answer = (request, response) => {
      if (indexOf(request.headers.range) === 0) {
        sendRange(file, request, response);
        return;
      }
      closed.push(new Promise((resolve) => response.on('close', resolve)));
      if (closed.length === 3) stop.abort(new Error('enough'));
    };
    const source = await fetchWeights(server.serve(hanging), { signal: stop.signal });
    await expect(loadWeights(new Stack(), source)).rejects.toThrow('enough');
    await Promise.all(closed);
    expect(closed).toHaveLength(3);
  });

  it('follows redirects, each request from the address that it was given', async () => {
    const moved: Answer = (request, response) => {
      if (request.url === '/elsewhere') sendRange(file, request, response);
      else response.writeHead(302, { location: '/elsewhere' }).end();
    };
    await expectLoaded(moved);
    expect(server.asked).toHaveLength(2 * windows);
  });

  it('a page that gets no answer to a range asks for the whole file; elsewhere nobody is to blame but the line', async () => {
    const pauses = hurryPauses();
    const stubborn: Answer = (request, response) => {
      if (request.headers.range === undefined) sendRange(file, request, response);
      else response.destroy();
    };
    await expect(expectLoaded(stubborn)).rejects.toThrow('cannot be reached');
    expect(server.asked).toEqual(Array(4).fill('bytes=0-4194303'));
    vi.stubGlobal('location', { href: 'https://page.example/' });
    await expectLoaded(stubborn);
    vi.unstubAllGlobals();
    expect(server.asked).toEqual(['bytes=0-4194303', 'bytes=0-4194303', 'whole']);
    expect(pauses).toEqual([250, 1000, 4000, 250, 1000]);
  });

  it('a server without ranges, in the middle of whose body the line tears', async () => {
    hurryPauses();
    let count = 0;
    await expectLoaded((_, response) => {
      response.writeHead(200, { 'content-length': file.length });
      if (++count > 1) response.end(file);
      else response.write(file.subarray(0, 70_001), () => setTimeout(() => response.destroy(), 10));
    });
    expect(server.asked).toEqual(['bytes=0-4194303', 'bytes=70001-']);
  });
});
