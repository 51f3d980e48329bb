import { paddingMask } from '@heed/attention';
import { Dropout, Linear, Module, type RandomGenerator, type Tensor } from '@heed/core';
import { BertModel, type HfConfig, meanPooling, readBertConfig } from '@heed/transformer';
import type { TextModel, TextModelOptions } from '@heed/transformer/training';
import { type TaskName, tasks } from './task.ts';

/**
 * One encoder that reads a text, and a linear head for each task on the mean of its states: all-MiniLM-L6-v2 was trained to
 * put the meaning of a text there.
 */
export class SentimentModel extends Module implements TextModel {
  /** The encoder's published config. */
  readonly published: HfConfig;
  /** The encoder leaves padding out. */
  readonly takesLengths = true;
  readonly bert: BertModel;
  readonly dropout: Dropout;
  readonly polarity: Linear;
  readonly emotion: Linear;

  constructor(published: HfConfig, generator?: RandomGenerator) {
    super();
    const config = readBertConfig(published);
    this.published = published;
    this.bert = new BertModel(config, { pooler: false, ...(generator && { generator }) });
    this.dropout = new Dropout(config.classifierDropout, generator);
    this.polarity = new Linear(config.width, tasks.polarity.length);
    this.emotion = new Linear(config.width, tasks.emotion.length);
  }

  /** What the encoder tells of itself. */
  get config(): BertModel['config'] {
    return this.bert.config;
  }

  /** int32 [batch, length] → the mean of the states of real tokens, [batch, width]. */
  override forward(ids: Tensor, options: TextModelOptions = {}): Tensor {
    const { lengths } = options;
    const mask = lengths === undefined ? options.mask : paddingMask(lengths, ids.shape[1] ?? 0);
    return meanPooling(this.bert.forward(ids, options), mask);
  }

  /** Logits of a task from what `forward` gave, [batch, classes]. */
  classify(pooled: Tensor, task: TaskName): Tensor {
    return this[task].forward(this.dropout.forward(pooled));
  }
}
