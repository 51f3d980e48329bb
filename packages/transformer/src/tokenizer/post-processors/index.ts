import { FormatError, showValue } from '@heed/core';
import { madeByType, type Part } from '../part.ts';
import { type LayoutItem, type PostProcessor, plainLayout, textsOnly } from './layout.ts';

export { type LayoutItem, type PostProcessor, plainLayout } from './layout.ts';

/** The post-processor that a part of a `tokenizer.json` describes. */
export function createPostProcessor(part: Part): PostProcessor {
  return madeByType(part, {
    BertProcessing: bert,
    ByteLevel: (level) => ({ ...plainLayout, trims: readTrim(level) }),
    RobertaProcessing: roberta,
    Sequence: sequence,
    TemplateProcessing: template,
  });
}

/** `[CLS] a [SEP]` and `[CLS] a [SEP] b [SEP]`; what belongs to b has the type 1. */
function bert(part: Part): PostProcessor {
  const start = readToken(part, 'cls');
  const end = readToken(part, 'sep');
  return {
    layout: (isPair, addSpecialTokens) => {
      if (!addSpecialTokens) return textsOnly(isPair);
      const second: LayoutItem[] = [
        { text: 1, typeId: 1 },
        { ...end, typeId: 1 },
      ];
      return [start, { text: 0, typeId: 0 }, end, ...(isPair ? second : [])];
    },
    trims: [],
  };
}

/** `<s> a </s>` and `<s> a </s> </s> b </s>`, all of type 0. */
function roberta(part: Part): PostProcessor {
  const start = readToken(part, 'cls');
  const end = readToken(part, 'sep');
  return {
    layout: (isPair, addSpecialTokens) => {
      const first: LayoutItem = { text: 0, typeId: 0 };
      const second: LayoutItem = { text: 1, typeId: 0 };
      if (!addSpecialTokens) return isPair ? [first, second] : [first];
      return [start, first, end, ...(isPair ? [end, second, end] : [])];
    },
    trims: readTrim(part),
  };
}

/** A layout of its own for one text and for two. */
function template(part: Part): PostProcessor {
  const single = readTemplate(part, 'single');
  const pair = readTemplate(part, 'pair');
  return {
    layout: (isPair, addSpecialTokens) => {
      const items = isPair ? pair : single;
      return addSpecialTokens ? items : items.filter((item) => 'text' in item);
    },
    trims: [],
  };
}

function readTemplate(part: Part, field: string): LayoutItem[] {
  return part.parts(field).flatMap((piece): LayoutItem[] => {
    const sequence = piece.nested('Sequence');
    if (sequence !== undefined) {
      return [{ text: sequence.text('id') === 'B' ? 1 : 0, typeId: sequence.number('type_id', 0) }];
    }
    const special = piece.nested('SpecialToken');
    const name = special?.text('id') ?? '';
    const token = part.nested('special_tokens')?.nested(name);
    if (token === undefined) {
      throw new FormatError(`${piece.where}: special_tokens lacks the token ${showValue(name)}`);
    }
    const texts = token.texts('tokens') ?? [];
    return token
      .ids('ids')
      .map((id, index) => ({ token: texts[index] ?? name, id, typeId: special?.number('type_id', 0) ?? 0 }));
  });
}

/** Several in turn: all may trim, one may lay out. */
function sequence(part: Part): PostProcessor {
  const steps = part.parts('processors');
  const made = steps.map(createPostProcessor);
  const layouts = made.filter((_, index) => steps[index]?.type !== 'ByteLevel');
  if (layouts.length > 1) throw part.unsupported('processors', 'a list with one template at most');
  return { layout: (layouts[0] ?? plainLayout).layout, trims: made.flatMap(({ trims }) => trims) };
}

function readTrim(part: Part): PostProcessor['trims'] {
  if (!part.flag('trim_offsets', true)) return [];
  return [{ keepsFirst: part.flag('add_prefix_space', true) }];
}

function readToken(part: Part, field: string): { token: string; id: number; typeId: 0 } {
  const value = part.value(field);
  const [token, id]: unknown[] = Array.isArray(value) ? value : [];
  if (typeof token === 'string' && typeof id === 'number') return { token, id, typeId: 0 };
  throw part.unsupported(field, 'a pair of token and id');
}
