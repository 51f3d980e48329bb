import { describe, expect, it } from 'vitest';
import { FormatError } from '../errors.ts';
import { foreignFormat } from './foreign-format.ts';
import { openSafetensors } from './safetensors.ts';
import { parseStrictJson } from './strict-json.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const gzip = async (text: string): Promise<Uint8Array> => {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
};
const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n';
const short = await gzip('weights');
const long = new Uint8Array([...(await gzip('')), ...new Uint8Array(600_000)]);

describe('a file that is another', () => {
  it.each([
    ['a Git LFS pointer', bytes(pointer), 'it is a Git LFS pointer in its place: `git lfs pull`'],
    ['a page', bytes('<!DOCTYPE html><title>404</title>'), 'it is a page of HTML or XML'],
    ['an answer of S3', bytes('\n<Error><Code>AccessDenied</Code></Error>'), 'it is a page of HTML or XML'],
    ['gzip', short, 'it is compressed by gzip: unpack it first'],
    ['gzip, long', long, 'compressed by gzip'],
    ['ZIP', bytes('PK\u0003\u0004\u0014\0\0\0\u0008\0'), 'it is a ZIP archive'],
    ['GGUF', bytes('GGUF\u0003\0\0\0\0\0\0\0'), 'it is a GGUF file'],
  ])('%s', async (_, content, message) => {
    await expect(openSafetensors(content)).rejects.toThrow(FormatError);
    await expect(openSafetensors(content)).rejects.toThrow(message);
    const json = (): unknown => parseStrictJson(new TextDecoder().decode(content), 'config.json');
    expect(json).toThrow(/^config\.json is not JSON: /);
    expect(json).toThrow(message);
  });

  it('is not made up of what is merely broken', () => {
    for (const text of ['', '{"a": 1,}', '< 3', 'GGU', 'versions', '\u001f{'])
      expect(foreignFormat(text)).toBe('');
  });
});
