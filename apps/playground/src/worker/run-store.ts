import { originPrivateStore, type RunStore } from '@heed/transformer/training';

/**
 * A place in the page's private folder for a run that was asked for with these settings; those of other settings are
 * removed.
 */
export async function runStore(name: string, settings: object): Promise<RunStore> {
  const bytes = new TextEncoder().encode(JSON.stringify(settings));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const folder = `${name}-${Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  const root = await navigator.storage.getDirectory();
  for await (const other of root.keys()) {
    if (other.startsWith(`${name}-`) && other !== folder) await root.removeEntry(other, { recursive: true });
  }
  return await originPrivateStore(folder);
}
