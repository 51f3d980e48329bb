import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCamelCase, toSnakeCase } from './names.ts';

describe('names of checkpoints and fields', () => {
  it.each([
    ['model.layers.0.self_attn.q_proj.weight', 'model.layers.0.selfAttn.qProj.weight'],
    ['encoder.layer_norm1.bias', 'encoder.layerNorm1.bias'],
    ['h.11.mlp.c_fc.weight', 'h.11.mlp.cFc.weight'],
    ['transformer.ln_f.weight', 'transformer.lnF.weight'],
    ['decoder.fc1.weight', 'decoder.fc1.weight'],
    ['h.0.ln_1.weight', 'h.0.ln_1.weight'],
    ['block.a_b_c', 'block.aBC'],
    ['_private.__double__x', '_private.__double__x'],
    ['q2k_proj', 'q2kProj'],
    ['', ''],
  ])('%s is %s', (key, path) => {
    expect(toCamelCase(key)).toBe(path);
    expect(toSnakeCase(path)).toBe(key);
  });

  it('keys in capitals are no snake_case and stay as they are', () => {
    expect(toCamelCase('attention.LayerNorm.weight')).toBe('attention.LayerNorm.weight');
  });

  it('each undoes the other', () => {
    const key = fc.string({ unit: fc.constantFrom('a', 'z', '_', '.', '0', '7'), maxLength: 12 });
    const path = fc.string({ unit: fc.constantFrom('a', 'z', 'A', 'Z', '.', '7'), maxLength: 12 });
    fc.assert(fc.property(key, (text) => toSnakeCase(toCamelCase(text)) === text));
    fc.assert(fc.property(path, (text) => toCamelCase(toSnakeCase(text)) === text));
  });
});
