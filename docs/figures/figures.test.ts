import { live } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { type Arrow, align, type ScoreKind } from './alignment.ts';
import { headMaps, type MaskKind } from './heads.ts';
import { normed } from './norm.ts';
import { rotaryScores, sinusoidSimilarity, sinusoids } from './positions.ts';
import { ReverseTask } from './reverse-task.ts';
import { sharpness } from './scale.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0);
const words = ['I', 'saw', 'a', 'saw'];

describe('alignment', () => {
  const keys: readonly Arrow[] = [
    [1, 0],
    [0, 2],
  ];

  it.each<[ScoreKind, number[]]>([
    ['dot', [2, 2]],
    ['scaled', [Math.SQRT2, Math.SQRT2]],
    ['additive', [Math.tanh(3) + Math.tanh(1), Math.tanh(2) + Math.tanh(3)]],
    ['general', [1.5 * Math.SQRT2, Math.SQRT1_2 * (1 - 2) * 2]],
  ])('%s', (kind, scores) => {
    const seen = align(kind, [2, 1], keys);
    expect(seen.scores.map((score) => score.toFixed(5))).toEqual(scores.map((score) => score.toFixed(5)));
    expect(sum(seen.weights)).toBeCloseTo(1, 6);
    expect(seen.context[0]).toBeCloseTo(seen.weights[0] ?? Number.NaN, 6);
    expect(seen.context[1]).toBeCloseTo(2 * (seen.weights[1] ?? Number.NaN), 6);
  });
});

describe('heads', () => {
  it.each<[MaskKind, (query: number, key: number) => boolean]>([
    ['all', () => true],
    ['causal', (query, key) => key <= query],
    ['window', (query, key) => Math.abs(query - key) < 2],
    ['prefix', (query, key) => key < 2 || key <= query],
  ])('mask %s', (mask, isVisible) => {
    const maps = headMaps({ words, heads: 4, keyValueHeads: 2, mask, positions: 'rotary', seed: 1 });
    expect(maps).toHaveLength(4);
    for (const { values } of maps) {
      values.forEach((row, query) => {
        expect(sum(row)).toBeCloseTo(1, 5);
        row.forEach((weight, key) => void expect(weight > 0).toBe(isVisible(query, key)));
      });
    }
  });

  it('without mask and positions equal words look alike', () => {
    const [map] = headMaps({ words, heads: 1, keyValueHeads: 1, mask: 'all', positions: 'none', seed: 1 });
    expect(map?.values[3]).toEqual(map?.values[1]);
    const [turned] = headMaps({
      words,
      heads: 1,
      keyValueHeads: 1,
      mask: 'all',
      positions: 'rotary',
      seed: 1,
    });
    expect(turned?.values[3]).not.toEqual(turned?.values[1]);
  });
});

it('without the factor wide heads look at one key', () => {
  expect(sharpness(1024, false).entropy).toBeLessThan(0.2);
  expect(sharpness(1024, true).entropy).toBeGreaterThan(1.5);
});

it('positions: both products depend on the distance alone', () => {
  expect(sinusoids(3, 4).values[0]).toEqual([0, 1, 0, 1]);
  for (const { values } of [sinusoidSimilarity(5, 8), rotaryScores(5, 8, 10_000)]) {
    for (const [at, row] of values.slice(1).entries()) {
      row
        .slice(1)
        .forEach((value, key) => void expect(value).toBeCloseTo(values[at]?.[key] ?? Number.NaN, 4));
    }
  }
});

it('norms: mean 0 and size 1', () => {
  const { layerNorm, rmsNorm } = normed(3, 2);
  expect(sum(layerNorm)).toBeCloseTo(0, 4);
  for (const row of [layerNorm, rmsNorm]) expect(sum(row.map((value) => value ** 2)) / 8).toBeCloseTo(1, 3);
});

it('the small translator learns, and leaves nothing behind', () => {
  const before = live();
  const task = new ReverseTask(1);
  const first = task.train('badge');
  let last = first;
  for (let step = 0; step < 4; step++) last = task.train('badge');
  expect(last.loss).toBeLessThan(first.loss);
  expect(last.map.values).toHaveLength(6);
  for (const row of last.map.values) expect(sum([...row])).toBeCloseTo(1, 5);
  task.dispose();
  expect(live()).toEqual(before);
});
