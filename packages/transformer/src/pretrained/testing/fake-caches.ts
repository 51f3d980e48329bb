/** The part of the Cache API that is used, in memory, with a quota. */
export class FakeCaches {
  readonly entries = new Map<string, Uint8Array<ArrayBuffer>>();
  quota = Infinity;
  /** Every key that was written, in order. */
  readonly puts: string[] = [];

  get storage(): CacheStorage {
    const cache = {
      match: async (url: string) => {
        const bytes = this.entries.get(url);
        return bytes === undefined ? undefined : new Response(bytes);
      },
      put: async (url: string, response: Response) => {
        const bytes = new Uint8Array(await response.arrayBuffer());
        const used = this.entries.values().reduce((sum, { length }) => sum + length, bytes.length);
        if (used > this.quota) throw new DOMException('full', 'QuotaExceededError');
        this.entries.set(url, bytes);
        this.puts.push(url);
      },
      delete: async (url: string) => this.entries.delete(url),
      keys: async () => Array.from(this.entries.keys(), (url) => new Request(url)),
    };
    // biome-ignore lint/suspicious/noExplicitAny: a test's stand-in for the whole interface
    return { open: async () => cache } as any;
  }
}
