import { onDeactivated, type Ref, shallowRef } from 'vue';
import { messageOf, playground, refreshHeld } from './worker.ts';

/** Work that a room asks of the worker: whether it runs, and why it failed. */
export interface Busy {
  readonly isBusy: Readonly<Ref<boolean>>;
  readonly fault: Ref<string | undefined>;
  /**
   * Runs work; what it throws is shown and not thrown on. Work that was begun later counts alone: news of work that is no
   * longer current, because it was cancelled, may still be on its way.
   */
  readonly run: (work: (isCurrent: () => boolean) => Promise<unknown>) => Promise<void>;
  /** Ends what runs, at once. */
  readonly cancel: () => void;
}

/** For a room: it is cancelled when the room is left. */
export function useBusy(): Busy {
  const isBusy = shallowRef(false);
  const fault = shallowRef<string>();
  let latest = 0;
  const cancel = (): void => {
    if (!isBusy.value) return;
    latest += 1;
    isBusy.value = false;
    void playground.cancel();
  };
  const run: Busy['run'] = async (work) => {
    latest += 1;
    const own = latest;
    const isCurrent = (): boolean => own === latest;
    isBusy.value = true;
    fault.value = undefined;
    try {
      await work(isCurrent);
    } catch (error) {
      if (isCurrent()) fault.value = messageOf(error);
    } finally {
      if (isCurrent()) isBusy.value = false;
      void refreshHeld();
    }
  };
  onDeactivated(cancel);
  return { isBusy, fault, run, cancel };
}
