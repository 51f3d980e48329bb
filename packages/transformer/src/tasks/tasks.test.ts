import { describe, expect, it } from 'vitest';
import { clsPooling, meanPooling } from '../embeddings/index.ts';
import { generateAll } from '../generation/index.ts';
import { MBart } from '../models/index.ts';
import { answer } from './answer.ts';
import { classify } from './classify.ts';
import { embed } from './embed.ts';
import { fillMask } from './fill-mask.ts';
import { rerank } from './rerank.ts';
import { summarize } from './summarize.ts';
import { type Aggregation, tagTokens } from './tag-tokens.ts';
import { filesIn, goldenTasks as golden, loadTask, unitsOf } from './testing/golden-tasks.ts';
import { translate } from './translate.ts';

const wordPiece = ['bert-token', 'bert-masked-lm', 'bert-question', 'distilbert-question'];
const tokenizerFor = (model: string): string => (wordPiece.includes(model) ? 'word-piece' : 'byte-pair');
const close = (score: number): unknown => expect.closeTo(score, 4);

describe('tagTokens finds what the pipeline of transformers finds', () => {
  const id2label = { ...golden.labels };
  describe.each(Object.keys(golden.tagTokens))('%s', (name) => {
    const aggregations: readonly Aggregation[] = ['none', 'simple', 'first', 'average', 'max'];
    it.each(aggregations)('%s', async (aggregation) => {
      const pretrained = await loadTask(`models/${name}`, tokenizerFor(name), { id2label });
      const texts = aggregation === 'none' ? golden.texts.slice(0, 4) : golden.texts;
      const expected = golden.tagTokens[name]?.[aggregation] ?? [];
      const found =
        aggregation === 'none'
          ? await tagTokens(pretrained, texts, { aggregation })
          : await tagTokens(pretrained, texts, { aggregation, stride: 5 });
      expect(found).toHaveLength(texts.length);
      for (const [row, text] of texts.entries()) {
        const wanted = expected[row]?.map(({ entity, entity_group, score, start, end, index }) => ({
          label: entity ?? entity_group,
          score: close(score),
          start: unitsOf(text, start),
          end: unitsOf(text, end),
          text: Array.from(text).slice(start, end).join(''),
          ...(index !== undefined && { index, token: expect.any(String) }),
        }));
        expect(found[row], text).toEqual(wanted);
      }
      expect(await tagTokens(pretrained, texts[2] ?? '', { aggregation })).toEqual(
        found[2]?.map((entity) => ({ ...entity, score: close(entity.score) })),
      );
    });
  });
});

describe('fillMask fills what the pipeline of transformers fills', () => {
  it.each(Object.keys(golden.fillMask))('%s', async (name) => {
    const pretrained = await loadTask(`models/${name}`, tokenizerFor(name));
    const { texts = [], found = [], targets = [] } = golden.fillMask[name] ?? {};
    const filled = await fillMask(pretrained, texts, { topK: 3, truncate: true });
    for (const [row, text] of texts.entries()) {
      const gaps = found[row] ?? [];
      const several = gaps.map((gap) => (Array.isArray(gap) ? gap : []));
      const single = gaps.flatMap((gap) => ('score' in gap ? [gap] : []));
      const wanted = (single.length > 0 ? [single] : several).map((gap) =>
        gap.map(({ token, token_str, score, sequence }) => ({
          id: token,
          token: token_str,
          score: close(score),
          // Where gaps are left, transformers leaves the special tokens around the text as well.
          text: sequence.replace(/^(\[CLS\]|<s>) ?| ?(\[SEP\]|<\/s>)$/g, ''),
        })),
      );
      expect(filled[row], text).toEqual(wanted);
    }
    const [among] = await fillMask(pretrained, texts[0] ?? '', { targets: ['is', 'the', 'wide'] });
    expect(among?.map(({ id, score }) => [id, score])).toEqual(
      targets.map(({ token, score }) => [token, close(score)]),
    );
  });
});

describe('classify says what the pipeline of transformers says', () => {
  it.each(Object.keys(golden.classify))('%s', async (name) => {
    const pretrained = await loadTask(`models/${name}`, 'word-piece');
    const inputs = [...golden.texts, { text: 'the river', pair: 'is wide?' }];
    for (const scores of ['softmax', 'sigmoid', 'none'] as const) {
      const found = await classify(pretrained, inputs, { scores, truncate: true });
      const wanted = golden.classify[name]?.[scores]?.map((labels) =>
        labels.map(({ label, score }) => ({ label, score: close(score) })),
      );
      expect(found).toEqual(wanted);
    }
    const [best, ...more] = await classify(pretrained, inputs[0] ?? '', { topK: 1 });
    expect(more).toEqual([]);
    expect(best?.label).toBe(golden.classify[name]?.['softmax']?.[0]?.[0]?.label);
  });

  it('scores as the config says', async () => {
    const problem_type = 'multi_label_classification';
    const several = await loadTask('models/bert-sequence', 'word-piece', { problem_type });
    const sum = (await classify(several, 'the river')).reduce((all, { score }) => all + score, 0);
    expect(Math.abs(sum - 1)).toBeGreaterThan(0.01);
  });
});

describe('answer finds what the pipeline of transformers finds', () => {
  const options = { maximumLength: 23, stride: 4 };
  const ways = {
    best: {},
    top: { topK: 3, maximumAnswerLength: 4 },
    plain: { topK: 2, wholeWords: false },
    none: { topK: 2, allowNoAnswer: true },
  };
  it.each(Object.keys(golden.answer))('%s', async (name) => {
    const pretrained = await loadTask(`models/${name}`, tokenizerFor(name));
    for (const [way, more] of Object.entries(ways)) {
      const found = await answer(pretrained, golden.questions, { ...options, ...more });
      for (const [row, { context }] of golden.questions.entries()) {
        const all = golden.answer[name]?.[row];
        const wanted = [
          way === 'best' ? all?.best : way === 'top' ? all?.top : way === 'plain' ? all?.plain : all?.none,
        ]
          .flat()
          .map((one) => ({
            text: one?.answer,
            score: close(one?.score ?? 0),
            start: unitsOf(context, one?.start ?? 0),
            end: unitsOf(context, one?.end ?? 0),
          }));
        expect(found[row], `${way}, ${context}`).toEqual(wanted);
      }
    }
  });

  it('one question, and a context without words', async () => {
    const pretrained = await loadTask('models/bert-question', 'word-piece');
    const [best] = await answer(pretrained, golden.questions[0] ?? { question: '', context: '' }, options);
    expect(best?.text).toBe([golden.answer['bert-question']?.[0]?.best].flat()[0]?.answer);
    expect(await answer(pretrained, { question: 'who?', context: '' })).toEqual([]);
  });
});

describe('embed gives what sentence-transformers gives', () => {
  const load = async (): ReturnType<typeof loadTask> =>
    await loadTask('models/bert', 'word-piece', {}, filesIn('sentence'));

  it('for texts, an empty one and one that is cut', async () => {
    const pretrained = await load();
    const found = await embed(pretrained, golden.texts, { batchSize: 2 });
    for (const [row, wanted] of golden.embed.entries()) {
      for (const [at, value] of wanted.entries()) expect(found[row]?.[at]).toBeCloseTo(value, 5);
    }
    const alone = await embed(pretrained, golden.texts[2] ?? '');
    for (const [at, value] of alone.entries()) expect(found[2]?.[at]).toBeCloseTo(value, 5);
  });

  it.each([meanPooling, clsPooling].map((pooling) => [pooling.name, pooling] as const))(
    'many texts at once, with a long one that is cut, are what each is alone: %s',
    async (_, pooling) => {
      const pretrained = await load();
      const words = ['the', 'river', 'is', 'wide', 'town'];
      const texts = [2, 11, 0, 5, 97, 1, 7, 3, 13].map((count, text) =>
        Array.from({ length: count }, (_, at) => words[(text + 3 * at) % 5]).join(' '),
      );
      const together = await embed(pretrained, texts, { pooling, batchSize: texts.length });
      const alone = await embed(pretrained, texts, { pooling, batchSize: 1 });
      for (const [text, vector] of alone.entries()) {
        for (const [at, value] of vector.entries()) expect(together[text]?.[at]).toBeCloseTo(value, 5);
      }
    },
  );

  it('fewer numbers, of length 1 again; without, the mean as it is', async () => {
    const pretrained = await load();
    const [text = ''] = golden.texts;
    const whole = await embed(pretrained, text);
    const short = await embed(pretrained, text, { dimensions: 5 });
    const length = Math.hypot(...whole.subarray(0, 5));
    expect(short).toHaveLength(5);
    for (const [at, value] of short.entries()) expect(value).toBeCloseTo((whole[at] ?? 0) / length, 5);
    expect(Math.hypot(...(await embed(pretrained, text, { normalize: false })))).toBeGreaterThan(1.1);
  });
});

it('rerank gives the order and scores of sentence-transformers', async () => {
  const pretrained = await loadTask('tasks/cross-encoder', 'word-piece');
  const found = await rerank(pretrained, 'is the river wide?', golden.texts);
  expect(found).toEqual(
    golden.rerank.map(({ index, score }) => ({ index, score: close(score), document: golden.texts[index] })),
  );
  const raw = await rerank(pretrained, 'is the river wide?', golden.texts, { scores: 'none', topK: 2 });
  expect(raw.map(({ index }) => index)).toEqual(golden.rerank.slice(0, 2).map(({ index }) => index));
  const identity = { sentence_transformers: { activation_fn: 'torch.nn.modules.linear.Identity' } };
  const other = await loadTask('tasks/cross-encoder', 'word-piece', identity);
  expect((await rerank(other, 'is the river wide?', golden.texts))[0]?.score).toBeCloseTo(
    raw[0]?.score ?? 0,
    5,
  );
});

describe('texts for texts, as transformers writes them', () => {
  it('summarize and translate with the settings that T5 names', async () => {
    const pretrained = await loadTask('models/t5', 't5', { task_specific_params: golden.taskSpecificParams });
    expect(await summarize(pretrained, golden.sources)).toEqual(golden.summarize);
    expect(await translate(pretrained, golden.sources, { from: 'en', to: 'de' })).toEqual(golden.translate);
    expect(await translate(pretrained, golden.sources[0] ?? '', { from: 'en', to: 'de' })).toBe(
      golden.translate[0],
    );
    // Without settings, T5 is told the same in words.
    const { model, tokenizer, config } = await loadTask('models/t5', 't5', { task_specific_params: null });
    const wide = { from: 'en', to: 'de', beams: 2, maximumNewTokens: 11 };
    expect(await translate({ model, config, ...(tokenizer && { tokenizer }) }, golden.sources, wide)).toEqual(
      golden.translate,
    );
  });

  it.each(Object.keys(golden.manyLanguages))('translate into %s, by a token of the language', async (to) => {
    const pretrained = await loadTask('models/m2m100', 'm2m100');
    const options = { from: 'en', to: to.replaceAll('__', ''), beams: 2, maximumNewTokens: 11 };
    expect(await translate(pretrained, golden.sources, options)).toEqual(golden.manyLanguages[to]);
  });

  it('the first mBART: the language stands behind the source, and the decoder starts with the other', async () => {
    const json = JSON.parse(new TextDecoder().decode(filesIn('m2m100')['tokenizer.json']));
    const token = { SpecialToken: { id: '__en__', type_id: 0 } };
    json.post_processor.single.push(token);
    json.post_processor.special_tokens.__en__ = { id: '__en__', ids: [94], tokens: ['__en__'] };
    const pretrained = await loadTask(
      'models/mbart',
      'm2m100',
      { decoder_start_token_id: 95, forced_bos_token_id: null },
      { 'tokenizer.json': new Blob([JSON.stringify(json)]) },
    );
    const { model, tokenizer } = pretrained;
    if (!(model instanceof MBart) || tokenizer === undefined) throw new Error('no mBART');
    const ids = [...tokenizer.encode('the', { addSpecialTokens: false }), 2, 94];
    const [expected] = await generateAll(model, [ids], { maximumNewTokens: 7 });
    const options = { from: 'en', to: 'de', maximumNewTokens: 7, beams: 1 };
    const written = tokenizer.decode(expected?.ids ?? [], { skipSpecialTokens: true }).trim();
    expect(written).not.toBe('');
    expect(await translate(pretrained, 'the', options)).toBe(written);
  });
});
