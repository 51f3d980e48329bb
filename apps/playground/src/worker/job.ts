/** Work that can be cancelled, one piece at a time: a new one ends the one before. */
export class Job {
  #controller: AbortController | undefined;
  #running: Promise<unknown> = Promise.resolve();

  /** Ends what runs, waits until it has, and begins. @returns false if the work was cancelled. */
  async run(work: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    this.cancel();
    const controller = new AbortController();
    this.#controller = controller;
    const done = this.#running.then(async () => {
      controller.signal.throwIfAborted();
      await work(controller.signal);
    });
    this.#running = done.catch(() => {});
    try {
      await done;
      return true;
    } catch (error) {
      if (controller.signal.aborted) return false;
      throw error;
    }
  }

  /** Ends what runs. */
  cancel(): void {
    this.#controller?.abort();
  }
}
