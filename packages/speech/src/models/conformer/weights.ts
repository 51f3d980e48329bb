import type { NameOptions } from '@heed/core';
import { waveformWeightNames } from '../wav2vec2/weights.ts';

/** What published files call the parts of attention, and what they are called here. */
const parts: readonly (readonly [published: string, ours: string])[] = [
  ['linear_q', 'q_proj'],
  ['linear_k', 'k_proj'],
  ['linear_v', 'v_proj'],
  ['linear_pos', 'r_proj'],
  ['linear_out', 'out_proj'],
  ['pos_bias_u', 'u'],
  ['pos_bias_v', 'v'],
];

function renamed(name: string, pairs: readonly (readonly [from: string, to: string])[]): string {
  const [, before = '', part = '', rest = ''] = /^(.*\.self_attn\.)(\w+)(.*)$/.exec(name) ?? [];
  const found = pairs.find(([from]) => from === part);
  return found === undefined ? name : before + found[1] + rest;
}

/** How `loadWeights` reads published Conformers; frequencies of rotary positions, which some files have, are made here. */
export function conformerWeightNames(): NameOptions {
  const { rename, ...waveform } = waveformWeightNames('wav2vec2_conformer');
  return {
    ...waveform,
    rename: (name) => {
      if (name.endsWith('.embed_positions.inv_freq')) return undefined;
      return renamed(rename?.(name) ?? name, parts);
    },
  };
}

/** The name in published files of a parameter. */
export function publishedConformerName(name: string): string {
  return renamed(
    name,
    parts.map(([published, ours]) => [ours, published]),
  );
}
