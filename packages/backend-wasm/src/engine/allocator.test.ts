import { BackendError } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Allocator } from './allocator.ts';
import type { Block } from './block.ts';

const start = 4096;

function growing(limit = 2 ** 32): { allocator: Allocator; grown: number[] } {
  const grown: number[] = [];
  let end = 2 ** 20;
  const allocator = new Allocator(start, end, (bytes) => {
    const added = Math.ceil(Math.max(bytes, 65536) / 65536) * 65536;
    if (end + added > limit) return 0;
    grown.push(added);
    end += added;
    return added;
  });
  return { allocator, grown };
}

/** What holds at any time: blocks are aligned, inside memory and apart, and the figures are those of the blocks. */
function check(allocator: Allocator, held: readonly Block[]): void {
  const sorted = [...held].sort((a, b) => a.address - b.address);
  let free = start;
  for (const block of sorted) {
    expect(block.address % 64).toBe(0);
    expect(block.address).toBeGreaterThanOrEqual(free);
    free = block.address + Math.max(block.bytes, 1);
  }
  expect(free).toBeLessThanOrEqual(allocator.end);
  expect(allocator.use).toEqual({
    buffers: held.length,
    bytes: held.reduce((sum, block) => sum + block.bytes, 0),
  });
}

describe('Allocator', () => {
  it('keeps its laws under any sequence of requests', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.nat(300_000)), { maxLength: 120 });
    fc.assert(
      fc.property(steps, (list) => {
        const { allocator } = growing();
        const held: Block[] = [];
        for (const [take, size] of list) {
          if (take || held.length === 0) held.push(allocator.allocate(size));
          else for (const block of held.splice(size % held.length, 1)) allocator.release(block);
          check(allocator, held);
        }
        for (const block of held) allocator.release(block);
        expect(allocator.use).toEqual({ buffers: 0, bytes: 0 });
        // All is one piece again: what is there can be given out whole, without growing.
        const { end } = allocator;
        const whole = allocator.allocate(end - start);
        expect(whole.address).toBe(start);
        expect(allocator.end).toBe(end);
      }),
      { numRuns: 200 },
    );
  });

  it('does not grow in a steady state', () => {
    const { allocator, grown } = growing();
    const sizes = [1, 100, 5000, 70_001, 300_000, 64, 1_234_567];
    const round = (): void => {
      const blocks = sizes.map((size) => allocator.allocate(size));
      for (const block of blocks.filter((_, index) => index % 2 === 0)) allocator.release(block);
      for (const block of blocks.filter((_, index) => index % 2 === 1)) allocator.release(block);
    };
    // What is kept of small blocks settles within some rounds.
    for (let i = 0; i < 8; i++) round();
    const before = grown.length;
    for (let i = 0; i < 1000; i++) round();
    expect(grown).toHaveLength(before);
  });

  it('counts in whole numbers beyond 2 GiB', () => {
    const { allocator } = growing();
    const first = allocator.allocate(2.5 * 2 ** 30);
    const second = allocator.allocate(2 ** 30);
    expect(second.address).toBeGreaterThanOrEqual(first.address + 2.5 * 2 ** 30);
    check(allocator, [first, second]);
  });

  it('says what was asked and what is held when memory is full, and goes on', () => {
    const { allocator } = growing(2 ** 21);
    const held = allocator.allocate(1000);
    expect(() => allocator.allocate(2 ** 21)).toThrow(BackendError);
    expect(() => allocator.allocate(2 ** 21)).toThrow(/2097152 bytes asked, 1000 bytes held by 1 buffers/);
    expect(() => allocator.allocate(2 ** 40)).toThrow(BackendError);
    check(allocator, [held, allocator.allocate(5)]);
  });

  it('gives a small block to the next of its size, and to a larger one before memory grows', () => {
    const { allocator, grown } = growing();
    const blocks = Array.from({ length: 50 }, () => allocator.allocate(2304));
    const rest = allocator.allocate(2 ** 20 - start - 50 * 2304);
    const last = blocks.at(-1);
    if (last !== undefined) allocator.release(last);
    expect(allocator.allocate(2300).address).toBe(last?.address);
    for (const block of blocks) if (block.state === 'used') allocator.release(block);
    const whole = allocator.allocate(50 * 2304);
    expect(whole.address).toBe(start);
    expect(grown).toHaveLength(0);
    check(allocator, [whole, rest]);
  });

  it('refuses a second release', () => {
    const { allocator } = growing();
    const block = allocator.allocate(10);
    allocator.release(block);
    expect(() => allocator.release(block)).toThrow(/released twice/);
  });
});
