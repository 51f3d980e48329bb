import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReadAhead, windowBytes } from './read-ahead.ts';

/** A file of 32-bit numbers, each its own place. */
function bytesFrom(start: number, end: number): Uint8Array {
  const first = Math.floor(start / 4);
  const words = Uint32Array.from({ length: Math.ceil(end / 4) - first }, (_, at) => first + at);
  return new Uint8Array(words.buffer).slice(start - 4 * first, end - 4 * first);
}

/** Nine windows, the last one shorter. */
const size = 9 * windowBytes - 1003;

const whole = bytesFrom(0, size);
const bytesOf = (index: number): Uint8Array => whole.subarray(index * windowBytes, (index + 1) * windowBytes);

/** A file whose windows come when they are told to, and what is known of them. */
class Sluggish {
  readonly asked: number[] = [];
  readonly ended: number[] = [];
  readonly waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  readonly file: ReadAhead = new ReadAhead(size, new Uint8Array(windowBytes), (start, end, signal) => {
    const index = start / windowBytes;
    this.asked.push(index);
    return new Promise((resolve, reject) => {
      const bytes = new Uint8Array(end - start).fill(index);
      this.waiting.set(index, { resolve: () => resolve(bytes), reject });
      signal.addEventListener('abort', () => {
        this.ended.push(index);
        reject(signal.reason);
      });
    });
  });

  /** Lets a window come. */
  give(index: number): void {
    this.waiting.get(index)?.resolve();
  }

  /** Reads the first bytes of a window, where they may be given at once. */
  async first(index: number, count = 8): Promise<number> {
    const reading = this.file.read(index * windowBytes, index * windowBytes + count);
    this.give(index);
    return (await reading)[0] ?? Number.NaN;
  }
}

describe('reading ahead', () => {
  it('an opening asks for nothing that was not read', async () => {
    const { file, asked } = new Sluggish();
    await file.read(0, 8);
    await file.read(8, 5000);
    expect(asked).toEqual([]);
  });

  it('the next two windows are on their way before the one that is read is there', async () => {
    const sluggish = new Sluggish();
    const { file, asked } = sluggish;
    await file.read(0, 8);
    await file.read(8, 5000);
    await file.read(5000, 6000);
    expect(asked).toEqual([1, 2]);
    const reading = file.read(6000, windowBytes + 3);
    // Nothing has come yet, and the third is asked for.
    expect(asked).toEqual([1, 2]);
    sluggish.give(1);
    expect([...(await reading).subarray(-4)]).toEqual([0, 1, 1, 1]);
    expect(asked).toEqual([1, 2, 3]);
    const next = file.read(windowBytes + 3, windowBytes + 9);
    expect([...(await next)]).toEqual([1, 1, 1, 1, 1, 1]);
    expect(asked).toEqual([1, 2, 3]);
  });

  it('a read of many windows has two on their way behind the one it waits for, and none beyond its end', async () => {
    const sluggish = new Sluggish();
    const reading = sluggish.file.read(windowBytes - 1, 5 * windowBytes);
    for (const index of [1, 2, 3, 4]) {
      // One turn of the loop for each window: the first is there.
      await new Promise(setImmediate);
      expect(sluggish.asked).toEqual([1, 2, 3, 4].slice(0, index + 2));
      sluggish.give(index);
    }
    const bytes = await reading;
    expect(bytes.length).toBe(4 * windowBytes + 1);
    expect([bytes[0], bytes[1], bytes.at(-1)]).toEqual([0, 1, 4]);
  });

  it('reads here and there fetch nothing ahead', async () => {
    const sluggish = new Sluggish();
    for (const index of [5, 2, 7, 3]) expect(await sluggish.first(index)).toBe(index);
    expect(sluggish.asked).toEqual([5, 2, 7, 3]);
  });

  it('keeps six windows, the latest, and ends one on its way that nobody came for', async () => {
    const sluggish = new Sluggish();
    const { file, asked, ended } = sluggish;
    await file.read(0, 8);
    await file.read(8, 16);
    await file.read(16, 24);
    expect(asked).toEqual([1, 2]);
    for (const index of [8, 5, 7, 4, 6]) await sluggish.first(index);
    expect(ended).toEqual([1]);
    for (const index of [5, 7, 4, 6, 8]) await sluggish.first(index);
    expect(asked).toEqual([1, 2, 8, 5, 7, 4, 6]);
    await sluggish.first(3);
    expect(ended).toEqual([1, 2]);
    // The first window was dropped long ago, and is no better than others.
    await sluggish.first(0);
    expect(asked).toEqual([1, 2, 8, 5, 7, 4, 6, 3, 0]);
  });

  it('keeps nothing of a file that was read to its end, but does of one whose end was read alone', async () => {
    const sluggish = new Sluggish();
    const { file, asked } = sluggish;
    await sluggish.first(8, windowBytes);
    await sluggish.first(8);
    expect(asked).toEqual([8]);
    for (let at = 8 * windowBytes + 5; at < size; at += 1_000_003) await file.read(at, at + 1_000_003);
    expect(asked).toEqual([8]);
    await sluggish.first(8);
    expect(asked).toEqual([8, 8]);
  });

  it('the end of a file ends nobody’s read of another place', async () => {
    const sluggish = new Sluggish();
    const { file } = sluggish;
    const elsewhere = file.read(2 * windowBytes, 2 * windowBytes + 1);
    await sluggish.first(8, 7);
    for (const at of [7, 8, 9])
      await file.read(8 * windowBytes + at, at === 9 ? size : 8 * windowBytes + at + 1);
    sluggish.give(2);
    expect(await elsewhere).toEqual(Uint8Array.of(2));
    expect(sluggish.ended).toEqual([]);
  });

  it('never ends a window that somebody waits for, however many do', async () => {
    const sluggish = new Sluggish();
    const indices = [1, 2, 3, 4, 5, 6, 7, 8];
    const reads = indices.map((index) =>
      sluggish.file.read(index * windowBytes + 5, index * windowBytes + 6),
    );
    for (const index of indices) sluggish.give(index);
    expect((await Promise.all(reads)).map(([byte]) => byte)).toEqual(indices);
    expect(sluggish.ended).toEqual([]);
  });

  it('two who want the same window ask once; a failure is told to both, and whoever comes later asks again', async () => {
    const sluggish = new Sluggish();
    const both = [
      sluggish.file.read(windowBytes, windowBytes + 4),
      sluggish.file.read(windowBytes + 1, windowBytes + 9),
    ];
    sluggish.waiting.get(1)?.reject(new Error('torn'));
    for (const one of both) await expect(one).rejects.toThrow('torn');
    expect(await sluggish.first(1)).toBe(1);
    expect(sluggish.asked).toEqual([1, 1]);
  });

  it('a failure ahead is nobody’s until it is read', async () => {
    const sluggish = new Sluggish();
    const { file, asked } = sluggish;
    for (const [start, end] of [
      [0, 8],
      [8, 16],
      [16, 24],
    ] as const)
      await file.read(start, end);
    sluggish.waiting.get(1)?.reject(new Error('torn'));
    await new Promise(setImmediate);
    expect(await sluggish.first(1)).toBe(1);
    expect(asked.filter((index) => index === 1)).toHaveLength(2);
  });

  it('ends all that is on its way when it is closed', async () => {
    const sluggish = new Sluggish();
    const reading = sluggish.file.read(windowBytes, 4 * windowBytes);
    sluggish.file.close();
    await expect(reading).rejects.toHaveProperty('name', 'AbortError');
    expect(sluggish.ended).toEqual([1, 2, 3]);
  });

  it('gives any bytes, in any order, into a room or its own memory', async () => {
    const place = fc.integer({ min: 0, max: size });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(place, fc.integer({ min: 0, max: 3000 }), fc.boolean()), { maxLength: 12 }),
        async (reads) => {
          const file = new ReadAhead(size, bytesOf(0), async (start) => bytesOf(start / windowBytes));
          for (const [middle, length, hasRoom] of reads) {
            // About the edge of a window, where things go wrong.
            const near = Math.round(middle / windowBytes) * windowBytes + (middle % 2000) - 1000;
            const start = Math.max(0, near);
            const end = Math.min(start + length, size);
            const room = hasRoom ? new Uint8Array(3000) : undefined;
            const bytes = await file.read(start, start + length, room);
            expect(Buffer.from(bytes).equals(bytesFrom(start, Math.max(start, end)))).toBe(true);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
