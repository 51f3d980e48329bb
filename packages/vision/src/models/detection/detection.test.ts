import { readFileSync } from 'node:fs';
import { expandDims, grad, IndexError, ShapeError, type Tensor, tensor, ValueError, zeros } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../../../fixtures/read-golden.ts';
import {
  boxCorners,
  type DetectionLossConfig,
  detectedObjects,
  detectedSegments,
  detectionLoss,
  detrLossConfig,
  generalizedOverlap,
  type LabelledObjects,
  matchObjects,
  readDetectionLossConfig,
} from './index.ts';

const golden = readGolden('vision/detection/losses.safetensors');

function numbersOf(key: string): number[] {
  const found = golden.get(key);
  if (found === undefined) throw new Error(`no ${key}`);
  return Array.from(found.data, Number);
}

function given(key: string): Tensor {
  return tensor(numbersOf(key), { shape: golden.get(key)?.shape ?? [] });
}

function rowsOf(numbers: readonly number[], width: number): number[][] {
  return Array.from({ length: numbers.length / width }, (_, at) =>
    numbers.slice(at * width, (at + 1) * width),
  );
}

function worst(actual: Tensor | undefined, key: string): number {
  const expected = numbersOf(key);
  expect(actual?.size).toBe(expected.length);
  const values = actual?.dataSync() ?? [];
  return expected.reduce((most, value, at) => Math.max(most, Math.abs(value - Number(values[at]))), 0);
}

function targetsOf(name: string, pictures: number): LabelledObjects[] {
  return Array.from({ length: pictures }, (_, picture) => ({
    labels: numbersOf(`${name}.labels.${picture}`),
    boxes: rowsOf(numbersOf(`${name}.things.${picture}`), 4).map(([x = 0, y = 0, width = 0, height = 0]) => {
      return [x, y, width, height] as const;
    }),
  }));
}

const weighed: DetectionLossConfig = {
  ...{ classCost: 3, boxCost: 2, overlapCost: 4 },
  ...{ boxWeight: 3, overlapWeight: 7, nothingWeight: 0.4, maskWeight: 6, diceWeight: 5 },
};

describe('against transformers and scipy', () => {
  it.each([
    ['mixed', detrLossConfig],
    ['crowded', detrLossConfig],
    ['large', detrLossConfig],
    ['weighed', weighed],
  ])('%s: pairs, terms, loss and gradients', (name, config) => {
    const output = { logits: given(`${name}.logits`), boxes: given(`${name}.boxes`) };
    const targets = targetsOf(name, output.logits.shape[0] ?? 0);
    for (const [picture, pairs] of matchObjects(output, targets, config).entries()) {
      expect(pairs.map(({ query, object }) => [query, object])).toEqual(
        rowsOf(numbersOf(`${name}.pairs.${picture}`), 2),
      );
    }
    const { total, terms } = detectionLoss(output, targets, config);
    expect(worst(terms[0]?.classes, `${name}.loss_ce`)).toBeLessThan(1e-5);
    expect(worst(terms[0]?.boxes, `${name}.loss_bbox`)).toBeLessThan(1e-5);
    expect(worst(terms[0]?.overlap, `${name}.loss_giou`)).toBeLessThan(1e-5);
    expect(terms[0]?.countError).toBeCloseTo(numbersOf(`${name}.cardinality_error`)[0] ?? Number.NaN, 5);
    expect(worst(total, `${name}.loss`)).toBeLessThan(1e-5);
    const [logits, boxes] = grad((one: Tensor, other: Tensor) => {
      return detectionLoss({ logits: one, boxes: other }, targets, config).total;
    })(output.logits, output.boxes);
    expect(worst(logits, `${name}.gradient.logits`)).toBeLessThan(1e-5);
    expect(worst(boxes, `${name}.gradient.boxes`)).toBeLessThan(1e-5);
  });

  it('generalizedOverlap of all pairs', () => {
    const one = expandDims(given('overlap.one'), { axis: 1 });
    expect(worst(generalizedOverlap(one, given('overlap.other')), 'overlap.expected')).toBeLessThan(1e-5);
  });

  it('detectedObjects, in shares and in pixels', () => {
    const record = JSON.parse(
      readFileSync(new URL('../../../../../fixtures/vision/detection/found.json', import.meta.url), 'utf8'),
    );
    const pictures = record.sizes.map(([height, width]: [number, number]) => ({ height, width }));
    const output = { logits: tensor(record.logits), boxes: tensor(record.boxes) };
    for (const { threshold, inPixels, found } of record.cases) {
      const options = inPixels ? { threshold, pictures } : { threshold };
      for (const [picture, seen] of detectedObjects(output, ['0', '1', '2'], options).entries()) {
        const { scores, labels, boxes } = found[picture];
        const byQuery = seen.toSorted((one, other) => one.query - other.query);
        expect(byQuery.map(({ label }) => Number(label))).toEqual(labels);
        for (const [at, { probability, box }] of byQuery.entries()) {
          expect(probability).toBeCloseTo(scores[at], 5);
          for (const [side, value] of box.entries()) expect(value / boxes[at][side]).toBeCloseTo(1, 4);
        }
        const falling = seen.map(({ probability }) => probability);
        expect(falling).toEqual(falling.toSorted((one, other) => other - one));
      }
    }
  });
});

describe('detectedSegments', () => {
  const file = new URL('../../../../../fixtures/vision/detection/segments.json', import.meta.url);
  const record = JSON.parse(readFileSync(file, 'utf8'));
  const output = { logits: tensor(record.logits), masks: tensor(record.masks) };
  const labels = ['0', '1', '2'];

  it('as transformers puts them together, and merges some', () => {
    const pictures = record.sizes.map(([height, width]: [number, number]) => ({ height, width }));
    for (const { threshold, overlap, fused, segments, maps } of record.cases) {
      const options = { threshold, overlap, merged: fused.map(String), pictures };
      for (const [picture, seen] of detectedSegments(output, labels, options).entries()) {
        expect([...seen.map.dataSync()]).toEqual(maps[picture]);
        expect(seen.map.shape).toEqual(record.sizes[picture]);
        // transformers tells of what it merged several times.
        const ids = new Map<number, { label: string; scores: number[] }>();
        for (const { id, label_id: label, score } of segments[picture]) {
          ids.set(id, { label: String(label), scores: [...(ids.get(id)?.scores ?? []), score] });
        }
        expect(seen.segments.map(({ id }) => id)).toEqual([...ids.keys()]);
        for (const { id, label, probability, queries } of seen.segments) {
          expect(label).toBe(ids.get(id)?.label);
          expect(queries).toHaveLength(ids.get(id)?.scores.length ?? 0);
          expect(probability).toBeCloseTo(Math.max(...(ids.get(id)?.scores ?? [])), 5);
        }
      }
    }
  });

  it('without pictures, maps have the size of the masks', () => {
    expect(detectedSegments(output, labels).map(({ map }) => map.shape)).toEqual([
      [9, 13],
      [9, 13],
    ]);
  });

  it('refuses other labels and pictures than the model has', () => {
    expect(() => detectedSegments(output, ['0'])).toThrow('4 classes with "nothing", and 1 labels');
    expect(() => detectedSegments(output, labels, { pictures: [] })).toThrow('0 pictures, and a batch of 2');
    expect(() => detectedSegments(output, labels, { merged: ['sky'] })).toThrow('there is no label sky');
  });
});

const sides = fc.record({
  x: fc.double({ min: 0.2, max: 0.8, noNaN: true }),
  y: fc.double({ min: 0.2, max: 0.8, noNaN: true }),
  width: fc.double({ min: 0.05, max: 0.4, noNaN: true }),
  height: fc.double({ min: 0.05, max: 0.4, noNaN: true }),
});
const box = sides.map(({ x, y, width, height }) => [x, y, width, height] as const);

describe('laws', () => {
  it('overlap: 1 with itself, never above, the same both ways, and never above the plain share', () => {
    fc.assert(
      fc.property(box, box, (one, other) => {
        const [a, b] = [boxCorners(tensor([...one])), boxCorners(tensor([...other]))];
        const overlap = generalizedOverlap(a, b).item();
        expect(generalizedOverlap(a, a).item()).toBeCloseTo(1, 4);
        expect(overlap).toBeGreaterThanOrEqual(-1);
        expect(overlap).toBeLessThanOrEqual(1 + 1e-5);
        expect(generalizedOverlap(b, a).item()).toBeCloseTo(overlap, 4);
      }),
    );
  });

  it('no two pairs could change partners and cost less', () => {
    const places = fc.array(box, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(places, places, (found, things) => {
        const output = {
          logits: zeros([1, found.length, 2]),
          boxes: tensor([found.map((place) => [...place])]),
        };
        const target = { labels: things.map(() => 0), boxes: things };
        const costs = { classCost: 0, boxCost: 1, overlapCost: 0 };
        const [pairs = []] = matchObjects(output, [target], costs);
        expect(pairs).toHaveLength(Math.min(found.length, things.length));
        const distance = (query: number, object: number): number =>
          (found[query] ?? []).reduce(
            (sum, side, at) => sum + Math.abs(side - (things[object]?.[at] ?? 0)),
            0,
          );
        for (const one of pairs) {
          for (const other of pairs) {
            const now = distance(one.query, one.object) + distance(other.query, other.object);
            const changed = distance(one.query, other.object) + distance(other.query, one.object);
            expect(now).toBeLessThanOrEqual(changed + 1e-5);
          }
        }
      }),
    );
  });
});

describe('detectionLoss', () => {
  const output = {
    logits: tensor([
      [
        [0, 3, 0],
        [0, 0, 3],
      ],
    ]),
    boxes: tensor([
      [
        [0.2, 0.2, 0.1, 0.1],
        [0.7, 0.7, 0.2, 0.2],
      ],
    ]),
  };
  const dog: LabelledObjects = { labels: [1], boxes: [[0.2, 0.2, 0.1, 0.2]] };

  it('of pictures with nothing in them: the classes alone', () => {
    const { total, terms } = detectionLoss(output, [{ labels: [], boxes: [] }]);
    const nothing = (scores: number[], at: number): number =>
      Math.log(scores.reduce((all, score) => all + Math.exp(score), 0)) - (scores[at] ?? 0);
    expect(total.item()).toBeCloseTo((nothing([0, 3, 0], 2) + nothing([0, 0, 3], 2)) / 2, 5);
    expect([terms[0]?.boxes.item(), terms[0]?.overlap.item()]).toEqual([0, 0]);
  });

  it('a broken prediction is matched only where there is no other', () => {
    const broken = {
      ...output,
      boxes: tensor([
        [
          [Number.NaN, 0.2, 0.1, 0.1],
          [0.7, 0.7, 0.2, 0.2],
        ],
      ]),
    };
    expect(matchObjects(broken, [dog], detrLossConfig)).toEqual([[{ query: 1, object: 0 }]]);
  });

  it('auxiliary outputs are added', () => {
    const { total } = detectionLoss(output, [dog]);
    const { total: twice, terms } = detectionLoss({ ...output, auxiliary: [output] }, [dog]);
    expect(terms).toHaveLength(2);
    expect(twice.item()).toBeCloseTo(2 * total.item(), 5);
  });

  it('refuses things that are none', () => {
    const loss =
      (...targets: LabelledObjects[]) =>
      () =>
        detectionLoss(output, targets);
    expect(loss()).toThrow(ShapeError);
    expect(loss()).toThrow('things of 0 pictures, and a batch of 1');
    expect(loss({ labels: [1, 0], boxes: dog.boxes })).toThrow('picture 0 has 2 labels and 1 boxes');
    expect(loss({ ...dog, labels: [2] })).toThrow(IndexError);
    expect(loss({ ...dog, labels: [2] })).toThrow('picture 0 has label 2, classes are 0 to 1');
    expect(loss({ ...dog, labels: [0.5] })).toThrow(IndexError);
    expect(loss({ ...dog, boxes: [[128, 96, 64, 48]] })).toThrow(ValueError);
    expect(loss({ ...dog, boxes: [[128, 96, 64, 48]] })).toThrow(
      /box 128, 96, 64, 48: .* shares of the picture/,
    );
    expect(loss({ ...dog, boxes: [[0.5, Number.NaN, 0.1, 0.1]] })).toThrow(ValueError);
    expect(loss({ ...dog, boxes: [[0.5, 0.5, -0.1, 0.1]] })).toThrow(ValueError);
  });

  it('masks: those of nothing cost nothing, and broken ones are refused', () => {
    const masks = tensor([[[[1, -1]], [[2, 0]]]]);
    const none = { labels: [], boxes: [], masks: zeros([0, 2, 4], 'bool') };
    const [terms] = detectionLoss({ ...output, masks }, [none]).terms;
    expect([terms?.maskFocal?.item(), terms?.maskDice?.item()]).toEqual([0, 0]);
    const loss = (target: LabelledObjects) => () => detectionLoss({ ...output, masks }, [target]);
    expect(loss(dog)).toThrow(ValueError);
    expect(loss(dog)).toThrow('picture 0 has no masks, and the output has');
    expect(loss({ ...dog, masks: zeros([2, 2, 4], 'bool') })).toThrow(
      'must be bool [things, height, width], [1, 2, 4], got bool [2, 2, 4]',
    );
    expect(loss({ ...dog, masks: zeros([1, 2, 4]) })).toThrow('got float32 [1, 2, 4]');
  });

  it('weights come from published configs', () => {
    expect(readDetectionLossConfig(new HfConfig({}))).toEqual(detrLossConfig);
    const config = { class_cost: 3, bbox_cost: 2, giou_cost: 4, bbox_loss_coefficient: 3 };
    const more = {
      giou_loss_coefficient: 7,
      eos_coefficient: 0.4,
      mask_loss_coefficient: 6,
      dice_loss_coefficient: 5,
    };
    expect(readDetectionLossConfig(new HfConfig({ ...config, ...more }))).toEqual(weighed);
  });
});

describe('detectedObjects', () => {
  const output = {
    logits: tensor([
      [
        [0, 5, 0],
        [9, 0, 0],
        [0, 0, 9],
      ],
    ]),
    boxes: tensor([
      [
        [0.5, 0.5, 1, 1],
        [0.25, 0.5, 0.1, 0.2],
        [0.1, 0.1, 0.1, 0.1],
      ],
    ]),
  };

  it('the likeliest first, without those that found nothing', () => {
    const [found = []] = detectedObjects(output, ['cat', 'dog']);
    expect(found.map(({ label, query }) => [label, query])).toEqual([
      ['cat', 1],
      ['dog', 0],
    ]);
    expect(found[0]?.probability).toBeCloseTo(Math.exp(9) / (Math.exp(9) + 2), 5);
    for (const [at, side] of [0.2, 0.4, 0.3, 0.6].entries()) expect(found[0]?.box[at]).toBeCloseTo(side, 6);
    expect(detectedObjects(output, ['cat', 'dog'], { threshold: 0 })[0]).toHaveLength(3);
  });

  it('refuses other labels and pictures than the model has', () => {
    expect(() => detectedObjects(output, ['cat'])).toThrow('3 classes with "nothing", and 1 labels');
    expect(() => detectedObjects(output, ['cat', 'dog'], { pictures: [] })).toThrow(
      '0 pictures, and a batch of 1',
    );
  });
});
