import { FormatError } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import { describeSoundParity } from '../testing/sound-parity.ts';
import { HubertForCTC, readHubertConfig } from './index.ts';

const paths = {
  input: 'hubert.encoder.input',
  layer: (index: number) => `hubert.encoder.layers.${index}`,
  weights: (index: number) => `hubert.encoder.layers.${index}.attention.weights`,
};
describeSoundParity('hubert/plain', HubertForCTC, paths);
describeSoundParity('hubert/stable', HubertForCTC, paths);

describe('readHubertConfig', () => {
  it('features are normalised unless it says otherwise', () => {
    expect(readHubertConfig(new HfConfig({})).projectionNorm).toBe(true);
    expect(readHubertConfig(new HfConfig({ feat_proj_layer_norm: false })).projectionNorm).toBe(false);
  });

  it('refuses positions with a batch norm', () => {
    const read = () => readHubertConfig(new HfConfig({ conv_pos_batch_norm: true }));
    expect(read).toThrow(FormatError);
    expect(read).toThrow('conv_pos_batch_norm must be false');
  });
});
