import { onDeactivated, type Ref, shallowRef } from 'vue';
import { messageOf, playground } from './worker.ts';

/** Work that a room asks of the worker: whether it runs, and why it failed. */
export interface Busy {
  readonly isBusy: Readonly<Ref<boolean>>;
  readonly fault: Readonly<Ref<string | undefined>>;
  /** Runs work; what it throws is shown and not thrown on. Work that was begun later counts alone. */
  readonly run: (work: () => Promise<unknown>) => Promise<void>;
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
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    latest += 1;
    const own = latest;
    isBusy.value = true;
    fault.value = undefined;
    try {
      await work();
    } catch (error) {
      if (own === latest) fault.value = messageOf(error);
    } finally {
      if (own === latest) isBusy.value = false;
    }
  };
  onDeactivated(cancel);
  return { isBusy, fault, run, cancel };
}
