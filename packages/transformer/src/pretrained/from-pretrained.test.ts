import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import {
  cpu,
  encodeSafetensors,
  FormatError,
  Linear,
  live,
  OptionError,
  RandomGenerator,
  saveWeights,
  tensor,
  WeightsError,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { sendRange } from '../../../../fixtures/pretrained/hub-server.ts';
import { baseConfig } from '../encoder-decoder/index.ts';
import { BertForMaskedLM, BertModel } from '../models/bert/index.ts';
import { HfConfig } from '../models/hf-config.ts';
import { Llama } from '../models/llama/index.ts';
import { modelFamily } from '../models/model-family.ts';
import { trainBpe } from '../tokenizer/index.ts';
import { ModelTypeError, UnsafeFileError } from './errors.ts';
import { fromPretrained } from './from-pretrained.ts';
import type { PretrainedProgress } from './load-pretrained.ts';
import { familyOf } from './registry.ts';

const fixture = (path: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../../../../fixtures/${path}`, import.meta.url)));
const config = fixture('models/llama-tied/config.json');
const weights = fixture('models/llama-tied/model.safetensors');
const ids = tensor([[3, 1, 4]], { dtype: 'int32' });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const files = { 'config.json': config, 'model.safetensors': weights };

describe('a model from files', () => {
  it('bytes, blobs, files that a visitor chose, a folder that a visitor dropped', async () => {
    const first = await fromPretrained(files);
    const expected = [...(first.model instanceof Llama ? first.model.forward(ids).dataSync() : [])];
    expect(expected).toHaveLength(3 * 96);
    const chosen = Object.entries(files).map(([name, content]) => new File([content], name));
    const dropped = chosen.map((file) =>
      Object.defineProperty(file, 'webkitRelativePath', { value: `my-model/${file.name}` }),
    );
    const sources = [
      { 'config.json': new Blob([config]), 'model.safetensors': weights.buffer },
      chosen,
      dropped,
    ];
    for (const source of sources) {
      const { model } = await fromPretrained(source);
      expect(model instanceof Llama && [...model.forward(ids).dataSync()]).toEqual(expected);
      model.dispose();
    }
  });

  it('URLs, of which only what is needed is read', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers.range}`);
      const file =
        request.url === '/c'
          ? config
          : request.url === '/m.gguf'
            ? fixture('pretrained/llama-Q8_0.gguf')
            : weights;
      sendRange(file, request, response);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const root = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const { model } = await fromPretrained({
      'config.json': new URL(`${root}/c`),
      'model.safetensors': new URL(`${root}/w`),
    });
    expect(model.parameterCount()).toBe(21_664);
    const gguf = await fromPretrained(new URL(`${root}/m.gguf`));
    expect(gguf.metadata?.get('llama.block_count')).toBe(2);
    expect(asked.map((line) => line.slice(0, 3))).toEqual(['/c ', '/w ', '/m.']);
    server.close();
  });

  it('a part of a model: the encoder of a file with a head', async () => {
    const masked = {
      'config.json': fixture('models/bert-masked-lm/config.json'),
      'model.safetensors': fixture('models/bert-masked-lm/model.safetensors'),
    };
    expect((await fromPretrained(masked)).model).toBeInstanceOf(BertForMaskedLM);
    const { model, config: own } = await fromPretrained(masked, { architecture: 'BertModel' });
    expect(model).toBeInstanceOf(BertModel);
    expect(model instanceof BertModel && model.pooler).toBeUndefined();
    expect(own.texts('architectures')).toEqual(['BertModel']);
    await expect(fromPretrained(masked, { architecture: 'BertForSequenceClassification' })).rejects.toThrow(
      /missing.*classifier\.weight|lacks weights.*classifier\.weight/s,
    );
    await expect(fromPretrained(masked, { architecture: 'BertForNothing' })).rejects.toThrow(
      'there is no architecture "BertForNothing" of bert; known are BertModel, BertForMaskedLM',
    );
  });

  it('families beside ours, and before them', async () => {
    const family = modelFamily((hf: HfConfig) => hf.size('width'), { Tiny: (width) => new Linear(width, 2) });
    const trained = new Linear(3, 2).initialize(new RandomGenerator(0));
    const tiny = {
      'config.json': bytes('{ "model_type": "tiny", "width": 3 }'),
      'model.safetensors': await saveWeights(trained),
    };
    const { model } = await fromPretrained(tiny, { families: { tiny: async () => family } });
    expect(model).toBeInstanceOf(Linear);
    await expect(fromPretrained(tiny)).rejects.toThrow(ModelTypeError);
    await expect(fromPretrained(tiny)).rejects.toThrow(
      /there is no model_type "tiny"\. Known are albert, bart, bert, .*, xlm-roberta; others .*: speechFamilies of @heed\/speech/,
    );
    const inherited = { ...tiny, 'config.json': bytes('{ "model_type": "toString" }') };
    await expect(fromPretrained(inherited)).rejects.toThrow(ModelTypeError);
  });

  it('tokenizer and chat template, where they came along and are wanted', async () => {
    const tokenizer = trainBpe(['a b'], { vocabularySize: 261, endToken: '</s>' });
    const template = '{% for m in messages %}{{ m.content }}{{ eos_token }}{% endfor %}';
    const texts = {
      'tokenizer.json': bytes(JSON.stringify(tokenizer)),
      'tokenizer_config.json': bytes(JSON.stringify({ eos_token: '</s>', chat_template: 'old' })),
      'chat_template.jinja': bytes(template),
      'additional_chat_templates/plain.jinja': bytes('plain'),
    };
    const loaded = await fromPretrained({ ...files, ...texts });
    expect(loaded.tokenizer?.encode('a b')).toHaveLength(4);
    expect(loaded.chatTemplate?.apply([{ role: 'user', content: 'Hi' }])).toBe('Hi</s>');
    expect(Object.keys(loaded.chatTemplate?.sources ?? {})).toEqual(['default', 'plain']);
    expect(await fromPretrained({ ...files, ...texts }, { tokenizer: false })).not.toHaveProperty(
      'tokenizer',
    );
    const broken = { ...files, 'tokenizer.json': bytes('{"a": 1,}') };
    await expect(fromPretrained(broken)).rejects.toThrow(/^tokenizer\.json is not JSON: .*line 1 column/);
    expect((await fromPretrained(broken, { tokenizer: false })).model.parameterCount()).toBe(21_664);
  });

  it('onto the backend that is named', async () => {
    const other = { ...cpu, name: 'other' };
    const { model } = await fromPretrained(files, { backend: other });
    expect([...model.parameters().values()].every(({ value }) => value.backend === other)).toBe(true);
    model.dispose();
  });

  it('reports, ends by its signal, and leaves nothing behind', async () => {
    const before = live();
    const seen: PretrainedProgress[] = [];
    const { model } = await fromPretrained(files, { onProgress: (progress) => seen.push(progress) });
    expect(seen).toHaveLength(20);
    expect(seen.at(-1)).toEqual({ stage: 'load', loaded: 21_664, total: 21_664 });
    model.dispose();
    const stop = new AbortController();
    const failure = fromPretrained(files, {
      signal: stop.signal,
      onProgress: ({ loaded }) => loaded > 9000 && stop.abort(new Error('enough')),
    });
    await expect(failure).rejects.toThrow('enough');
    await expect(fromPretrained(files, { signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow(
      'before',
    );
    expect(live()).toEqual(before);
  });
});

/** The config of the files with a change, as text. */
const changed = (change: object): string =>
  JSON.stringify({ ...JSON.parse(new TextDecoder().decode(config)), ...change });
const withConfig = (text: string) => fromPretrained({ ...files, 'config.json': bytes(text) });

describe('a config.json that lies', () => {
  const text = new TextDecoder().decode(config);
  it.each([
    [
      'cut in a key',
      text.slice(0, text.indexOf('"hidden_size"') + 9),
      'config.json is not JSON: ',
      '(line 12 column',
    ],
    ['cut behind a value', text.slice(0, text.indexOf(',\n  "hidden_act"')), '', '(line 10 column'],
    ['cut behind a comma', '{ "a": 1,\n  ', '', '(line 2 column 3)'],
    ['empty', '', 'Unexpected end of JSON input', '(line 1 column 1)'],
    ['a trailing comma', '{\n  "a": 1,\n  "b": [2,\n]}', "Unexpected token ']'", '(line 4 column 1)'],
    ['single quotes', "{\n 'a': 1}", '', '(line 2 column 2)'],
    ['a word', '{\n "a": yes}', "Unexpected token 'y'", '(line 2 column 7)'],
    ['a broken text', '{\n "a": "\u0007"}', '', '(line 2 column 8)'],
    ['two values', '{}\n{}', '', '(line 2 column 1)'],
    ['a page', '<!doctype html>', "Unexpected token '<'", '(line 1 column 1)'],
    ['a key twice', '{ "a": 1, "a": 2 }', 'config.json: the key "a" stands twice', ''],
    ['a list', '[]', 'config.json: expected a JSON object', ''],
  ])('%s', async (_, broken, message, place) => {
    await expect(withConfig(broken)).rejects.toThrow(FormatError);
    await expect(withConfig(broken)).rejects.toThrow(/^config\.json/);
    await expect(withConfig(broken)).rejects.toThrow(message);
    await expect(withConfig(broken)).rejects.toThrow(place);
  });

  it.each([
    ['hidden_size missing', { hidden_size: undefined }, 'config.json: hidden_size is missing'],
    ['"8" for 8', { num_hidden_layers: '2' }, 'config.json: num_hidden_layers must be a number, found "2"'],
    [
      'half a layer',
      { num_hidden_layers: 1.5 },
      'config.json: num_hidden_layers must be a whole number from 1, found 1.5',
    ],
    [
      'no layers',
      { num_hidden_layers: 0 },
      'config.json: num_hidden_layers must be a whole number from 1, found 0',
    ],
    [
      '3 heads of width 32',
      { num_attention_heads: 3, head_dim: null, num_key_value_heads: 3 },
      /head_dim|num_attention_heads/,
    ],
    [
      '10^9 layers',
      { num_hidden_layers: 1e9 },
      'config.json: num_hidden_layers must be at most 20, the number of tensors in the weight file, found 1000000000',
    ],
    ['an unknown activation', { hidden_act: 'nonsense' }, "there is no activation 'nonsense'"],
    ['a model_type that is no text', { model_type: 3 }, 'config.json: model_type must be a text, found 3'],
    [
      'architectures that are no list',
      { architectures: 'LlamaForCausalLM' },
      'config.json: architectures must be a list of texts, found "LlamaForCausalLM"',
    ],
    [
      'a rule for positions that we lack',
      { rope_parameters: { rope_type: 'nonsense' } },
      'rope_type must be default',
    ],
  ])('%s', async (_, change, message) => {
    const before = process.memoryUsage().heapUsed;
    await expect(withConfig(changed(change))).rejects.toThrow(FormatError);
    await expect(withConfig(changed(change))).rejects.toThrow(message);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20e6);
  });

  it.each([
    [
      'an encoder–decoder of this library',
      JSON.stringify(baseConfig),
      'config.json: model_type is missing, which says what the model is; there are vocabularySize, width, heads, ' +
        'feedForwardWidth, encoderLayers, decoderLayers, dropout, activation, normFirst, maximumLength, padId, startId, ' +
        'endId. Those are fields of an EncoderDecoder: new EncoderDecoder(parseEncoderDecoderConfig(json)) makes it, loadWeights reads ' +
        'its weights. Known are albert, bart, bert, ',
    ],
    [
      'architectures alone',
      '{ "architectures": ["LlamaForCausalLM"], "vocab_size": 7 }',
      'there are architectures, vocab_size, with the architectures LlamaForCausalLM. Known are albert',
    ],
    ['null', '{ "model_type": null }', 'there are model_type. Known are albert'],
    ['nothing', '{}', 'there are no fields. Known are albert'],
    [
      'another spelling',
      changed({ model_type: 'LLaMA' }),
      'no model_type "LLaMA": "llama" may be meant. Known',
    ],
    [
      'an underscore',
      changed({ model_type: 'xlm_roberta' }),
      '"xlm_roberta": "xlm-roberta" may be meant. Known',
    ],
    ['empty', changed({ model_type: '' }), 'there is no model_type "". Known'],
    [
      'another package',
      changed({ model_type: 'whisper' }),
      'xlm-roberta; others are given by the option families: speechFamilies of @heed/speech, visionFamilies of ' +
        '@heed/vision, your own by modelFamily',
    ],
    [
      'an architecture of another family',
      changed({ architectures: ['BertModel'] }),
      'there is no architecture "BertModel" of llama; known are LlamaForCausalLM',
    ],
  ])('a model_type that is missing or wrong: %s', async (_, text, message) => {
    await expect(withConfig(text)).rejects.toThrow(ModelTypeError);
    await expect(withConfig(text)).rejects.toThrow(message);
  });

  it.each([
    ['a promise: await it first', Promise.resolve(files)],
    ['files or a URL, got undefined', undefined],
    ['files or a URL, got 3', 3],
  ])('a source that is none: %s', async (message, source) => {
    const made = Reflect.apply(fromPretrained, undefined, [source]);
    await expect(made).rejects.toThrow(OptionError);
    await expect(made).rejects.toThrow(message);
  });

  it('an adapter is no model', async () => {
    const adapter = { 'adapter_config.json': bytes('{}'), 'adapter_model.safetensors': weights };
    await expect(fromPretrained(adapter)).rejects.toThrow(
      'the given files: this is an adapter, not a model. Load the model that its adapter_config.json names',
    );
  });

  it('sizes that are not those of the weights: every shape at once', async () => {
    const failure = withConfig(changed({ hidden_size: 64, head_dim: 16 }));
    await expect(failure).rejects.toThrow(WeightsError);
    await expect(failure).rejects.toThrow(
      'misshaped: model.embed_tokens.weight is [96, 32], expected [96, 64]',
    );
    await expect(failure).rejects.toThrow('misshaped: model.layers.1.mlp.down_proj.weight');
  });

  it('a byte order mark is skipped, and GPT-2’s names load', async () => {
    expect((await withConfig(`\ufeff${text}`)).model.parameterCount()).toBe(21_664);
    const gpt2 = {
      'config.json': fixture('models/gpt2/config.json'),
      'model.safetensors': fixture('models/gpt2/model.safetensors'),
    };
    expect(new TextDecoder().decode(gpt2['config.json'])).toContain('"n_embd"');
    expect((await fromPretrained(gpt2)).model.parameterCount()).toBe(30_592);
  });
});

describe('weights that are not there', () => {
  it.each([
    [
      'none',
      {},
      FormatError,
      'the given files has no weights: none of model.safetensors, model.safetensors.index.json, *.gguf, ' +
        'pytorch_model.bin and pytorch_model.bin.index.json; it has config.json',
    ],
    ['an empty pickle', { 'pytorch_model.bin': bytes('') }, FormatError, 'but the file ends after 0'],
    [
      'a pickle that wants more than tensors',
      { 'pytorch_model.bin': fixture('pretrained/torch/runs.bin') },
      UnsafeFileError,
      "convert it once where you trust it, in Python: `AutoModel.from_pretrained('folder')",
    ],
    ['another pickle', { 'model.pt': bytes('') }, FormatError, 'Others are chosen by the option weightFile'],
  ])('%s', async (_, more, kind, message) => {
    const source = { 'config.json': config, ...more };
    await expect(fromPretrained(source)).rejects.toThrow(kind);
    await expect(fromPretrained(source)).rejects.toThrow(message);
  });

  it('a pickle is read where it is asked for, and else not', async () => {
    const source = { ...files, 'model.pt': fixture('pretrained/torch/runs-old.bin') };
    await expect(fromPretrained(source, { weightFile: 'model.pt' })).rejects.toThrow(UnsafeFileError);
    expect((await fromPretrained(source)).model.parameterCount()).toBe(21_664);
  });

  it('missing, extra and misshaped ones: all at once', async () => {
    const { openSafetensors } = await import('@heed/core');
    const file = await openSafetensors(weights);
    const entries = await Promise.all(
      [...file.entries.keys()]
        .filter((name) => name !== 'model.norm.weight')
        .map(
          async (name) =>
            [
              name === 'model.layers.0.mlp.up_proj.weight' ? 'stranger' : name,
              await file.read(name),
            ] as const,
        ),
    );
    const failure = fromPretrained({ ...files, 'model.safetensors': await encodeSafetensors(entries) });
    await expect(failure).rejects.toThrow(WeightsError);
    await expect(failure).rejects.toThrow('missing: model.norm.weight');
    await expect(failure).rejects.toThrow('missing: model.layers.0.mlp.up_proj.weight');
    await expect(failure).rejects.toThrow('extra: stranger');
  });
});

describe('the table of families', () => {
  it('each loads, and names the model without a head first', async () => {
    const error = await familyOf(new HfConfig({ model_type: '' })).catch(String);
    const types = /Known are (.*?); /.exec(String(error))?.[1]?.split(', ') ?? [];
    expect(types.length).toBeGreaterThan(20);
    for (const type of types) {
      const { architectures } = await familyOf(new HfConfig({ model_type: type }));
      expect(Object.keys(architectures)[0], type).toMatch(
        /Model$|ForCausalLM$|LMHeadModel$|ForConditionalGeneration$/,
      );
    }
  });
});
