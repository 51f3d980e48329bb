import { DownloadError } from '../errors.ts';

/** A failure that may pass: no connection, a transfer that broke off, a server that is busy. */
export class TransferError extends DownloadError {
  /** Seconds after which the server wants to be asked again. */
  readonly after: number | undefined;

  constructor(
    message: string,
    options: { readonly cause?: unknown; readonly status?: number; readonly after?: number | undefined } = {},
  ) {
    super(message, options);
    this.name = 'DownloadError';
    this.after = options.after;
  }
}

/** Failures in a row that end the work. */
const failures = 4;
/** Milliseconds before the second try; each later one waits four times as long. */
const firstPause = 250;
/** The longest pause that is made; a server that wants a longer one is not waited for. */
const longestPause = 60_000;

/** Counts failures that may pass, and pauses before the next try. */
export class Patience {
  /** Failures since something came. */
  failed = 0;
  readonly #signal: AbortSignal | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  /** Forgets earlier failures: something came. */
  renew(): void {
    this.failed = 0;
  }

  /** Pauses before another try, or throws on: for a failure that is final, or one too many. */
  async after(error: unknown): Promise<void> {
    this.#signal?.throwIfAborted();
    if (!(error instanceof TransferError) || ++this.failed >= failures) throw error;
    const wanted = (error.after ?? 0) * 1000;
    if (wanted > longestPause) throw error;
    await pause(Math.max(firstPause * 4 ** (this.failed - 1), wanted), this.#signal);
  }
}

/** Waits, or ends at once by the signal's reason. */
async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', end, { once: true });
  });
}
