import type { CacheFolders } from '../hub/browser-cache.ts';

/** The Cache API in memory, with a quota. */
export class FakeCaches implements CacheFolders {
  readonly entries: Map<string, Uint8Array<ArrayBuffer>> = new Map();
  quota: number = Infinity;
  /** Every key that was written, in order. */
  readonly puts: string[] = [];

  async open(): ReturnType<CacheFolders['open']> {
    return {
      match: async (request) => {
        const bytes = this.entries.get(String(request));
        return bytes === undefined ? undefined : new Response(bytes);
      },
      put: async (request, response) => {
        const bytes = new Uint8Array(await response.arrayBuffer());
        const used = [...this.entries.values()].reduce((sum, { length }) => sum + length, bytes.length);
        if (used > this.quota) throw new DOMException('full', 'QuotaExceededError');
        this.entries.set(String(request), bytes);
        this.puts.push(String(request));
      },
      delete: async (request) => this.entries.delete(String(request)),
      keys: async (start) =>
        Array.from(this.entries.keys(), (url) => new Request(url)).filter(
          ({ url }) => start === undefined || url.replace(/\?.*/, '') === String(start),
        ),
    };
  }
}
