import type { HeadMaps } from '../maps/head-maps.ts';
import type { AllHeadsOptions } from '../worker/all-heads-page.ts';
import { playground } from './worker.ts';

/** Opens a page with all heads, in a tab of its own. */
export async function openAllHeads(maps: HeadMaps, options: AllHeadsOptions): Promise<void> {
  const html = await playground.allHeadsPage(maps, options);
  const url = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  window.open(url, '_blank', 'noopener');
  // The new page has read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
