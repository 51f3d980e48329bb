/**
 * A side in a page or its worker: obeys the commands that harness/tab-contestant.ts sends. The bundle's entry calls
 * {@link host}.
 */
import { readInputs, runOnce } from '../harness/run-side.ts';
import { type PageCommand, type Prepare, type Reply, type Side, thin } from '../harness/side.ts';

declare global {
  /** What a page's contestant calls. */
  var obey: (command: PageCommand) => Promise<Reply>;
}

/** Waits for commands to a side whose module `load` imports. */
export function host(load: () => Promise<{ prepare: Prepare }>): void {
  let side: Side | undefined;

  async function act(command: PageCommand): Promise<Reply> {
    if (command.do === 'prepare') {
      const inputs = await readInputs(command.inputs);
      const { prepare } = await load();
      side = await prepare(command.setting, inputs);
      return { prepared: side !== undefined };
    }
    if (side === undefined) throw new Error('the side was not prepared');
    if (command.do === 'answer') return { answer: thin(await side.answer()) };
    if (command.do === 'run') return await runOnce(side);
    await side.before?.();
    return {};
  }

  globalThis.obey = async (command) => {
    try {
      return await act(command);
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
  if (typeof document !== 'undefined') return;
  addEventListener('message', async ({ data }: MessageEvent<PageCommand>) => postMessage(await obey(data)));
}
