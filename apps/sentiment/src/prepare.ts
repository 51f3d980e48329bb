import { join } from 'node:path';
import { gather, OptionError, tensor } from '@heed/core';
import { writeFileAtomically } from '@heed/core/node';
import { BertModel, HfConfig, readBertConfig, type Tokenizer } from '@heed/transformer';
import { fromPretrained, savePretrained } from '@heed/transformer/node';
import { readCorpus, trainingCorpora } from './data.ts';
import { pruneVocabulary } from './prune-vocabulary.ts';

/** Options of {@link prepare}. */
export interface PrepareOptions {
  /** Folder of all-MiniLM-L6-v2, or of another BERT without a head. */
  readonly base: string;
  /** Folder to write. */
  readonly out: string;
  /** Tokens to keep. */
  readonly vocabulary: number;
  readonly log: (line: string) => void;
}

/**
 * Makes the encoder that training begins with: the published one with the part of its vocabulary that the texts to learn
 * from use most, and no dropout of attention weights, which costs time and brings nothing here.
 */
export async function prepare({ base, out, vocabulary, log }: PrepareOptions): Promise<void> {
  const { model, config, tokenizer } = await fromPretrained(base);
  if (!(model instanceof BertModel) || tokenizer === undefined) {
    throw new OptionError(`${base}: expected a BERT without a head, with its tokenizer`);
  }
  const { json, kept } = pruneVocabulary(tokenizer.json, await countTokens(tokenizer), vocabulary);
  log(`${kept.length} of ${tokenizer.vocabularySize} tokens are kept`);
  const pruned = new HfConfig({
    ...config.toJSON(),
    architectures: ['BertModel'],
    vocab_size: kept.length,
    attention_probs_dropout_prob: 0,
  });
  const smaller = new BertModel(readBertConfig(pruned), { pooler: false });
  const rows = tensor(kept, { dtype: 'int32' });
  const published = model.parameters();
  for (const [path, parameter] of smaller.parameters()) {
    const source = published.get(path);
    if (source === undefined) throw new OptionError(`${base} has no ${path}`);
    const isTable = path === 'embeddings.wordEmbeddings.weight';
    parameter.assign(isTable ? gather(source, rows, { axis: 0 }) : source.value.aliasWithShape(source.shape));
  }
  await savePretrained({ model: smaller, config: pruned }, out, { dtype: 'float16' });
  const text = `${JSON.stringify(json)}\n`;
  await writeFileAtomically(join(out, 'tokenizer.json'), new TextEncoder().encode(text));
}

/** How often each token stands in the texts that are learned from. */
async function countTokens(tokenizer: Tokenizer): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  for (const corpus of trainingCorpora) {
    for await (const { text } of readCorpus(corpus, 'train')) {
      for (const id of tokenizer.encode(text)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}
