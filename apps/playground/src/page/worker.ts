import { type Remote, wrap } from 'comlink';
import { type Ref, shallowRef } from 'vue';
import type { EngineCounts, EngineReport } from '../worker/engine.ts';
import type { Playground } from '../worker/playground.ts';

/** The worker in which everything runs: the page itself never computes. */
export const playground: Remote<Playground> = wrap<Playground>(
  new Worker(new URL('../worker/main.ts', import.meta.url), { type: 'module', name: 'playground' }),
);

/** What the engine runs on, once it does. */
export const engine: Ref<EngineReport | undefined> = shallowRef();

/** Why the engine did not start. */
export const engineFault: Ref<string | undefined> = shallowRef();

/** Starts the engine. */
export async function startEngine(): Promise<void> {
  try {
    engine.value = await playground.start();
    await refreshHeld();
  } catch (error) {
    engineFault.value = messageOf(error);
  }
}

/** What the engine holds, as of the end of the last piece of work. */
export const held: Ref<EngineCounts | undefined> = shallowRef();

/** Asks what the engine holds. */
export async function refreshHeld(): Promise<void> {
  held.value = await playground.counts();
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
