import { Module } from '@heed/core';
import type { EncoderConfig, EncoderKind } from '../encoder-model.ts';

/** An encoder with a head: what it was made for, and its config. */
export abstract class EncoderHead<Kind extends EncoderKind, Config extends EncoderConfig> extends Module {
  readonly kind: Kind;
  /** Objectives give it `lengths` in place of a mask. */
  readonly takesLengths = true;
  readonly config: Config;

  constructor(kind: Kind, config: Config) {
    super(config);
    this.kind = kind;
    this.config = config;
  }
}
