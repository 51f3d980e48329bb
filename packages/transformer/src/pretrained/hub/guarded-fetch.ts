import type { Fetch } from '@heed/core';
import { DownloadError } from '../errors.ts';

/** How requests are sent. */
export interface RequestPolicy {
  /** Sends them; the `fetch` of the platform by default. */
  readonly fetch?: Fetch | undefined;
  /** Bearer token, sent to `origin` and nowhere else. */
  readonly token?: string | undefined;
  /** Address whose requests carry the token. */
  readonly origin: string;
  readonly signal?: AbortSignal | undefined;
}

/** A URL for messages: signed links carry secrets in their query. */
export function showUrl(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/\/\/[^/@]*@/, '//');
}

/** A `fetch` under a policy: it carries the token and the signal, and fails by a named error. */
export function guardedFetch(policy: RequestPolicy): typeof globalThis.fetch {
  const { fetch = globalThis.fetch, token, origin, signal } = policy;
  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const headers = new Headers(init.headers);
    if (token !== undefined && new URL(url).origin === new URL(origin).origin) {
      headers.set('authorization', `Bearer ${token}`);
    }
    try {
      return await fetch(url, { ...init, headers, ...(signal && { signal }) });
    } catch (cause) {
      signal?.throwIfAborted();
      throw new TransferError(`${showUrl(url)} cannot be reached: ${messageOf(cause)}`, { cause });
    }
  };
}

/** A failure that may pass: no connection, a transfer that broke off, a server that is busy. */
export class TransferError extends DownloadError {
  /** Seconds after which the server wants to be asked again. */
  readonly after: number | undefined;

  constructor(
    message: string,
    { after, ...options }: { readonly after?: number | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, options);
    this.name = 'DownloadError';
    this.after = after;
  }
}

/** The text of whatever was thrown; `fetch` hides the reason in the cause. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}

/** The error for an answer that is no success, in words that help. */
export function refusal(url: string, status: number, headers: Headers, text: string): DownloadError {
  const quote = text === '' ? '' : `; the answer begins ${JSON.stringify(text.slice(0, 80))}`;
  const message = `${showUrl(url)}: status ${status}${hint(status)}${quote}`;
  if (status !== 429 && status < 500) return new DownloadError(message);
  const after = Number(headers.get('retry-after') ?? Number.NaN);
  return new TransferError(message, { after: Number.isFinite(after) && after >= 0 ? after : undefined });
}

function hint(status: number): string {
  if (status === 401) return ': the repository does not exist, or is private and needs a token';
  if (status === 403)
    return ': the token does not reach this repository; gated ones must be asked for on the hub';
  if (status === 404) return ': there is no such repository, revision or file';
  return '';
}

const failures = 4;
/** Milliseconds before the second try; each later one waits four times as long. */
const firstPause = 250;
const longestPause = 30_000;

/** Pauses between tries; a test does not. */
export type Pause = (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;

/** Waits, or ends at once by the signal's reason. */
export const pause: Pause = async (milliseconds, signal) => {
  signal?.throwIfAborted();
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
};

/** Counts failures that may pass, and pauses before the next try. */
export class Patience {
  #failed = 0;
  readonly #signal: AbortSignal | undefined;
  readonly #pause: Pause;

  constructor(signal: AbortSignal | undefined, wait: Pause = pause) {
    this.#signal = signal;
    this.#pause = wait;
  }

  /** Forgets earlier failures: something came. */
  renew(): void {
    this.#failed = 0;
  }

  /** Pauses before another try, or throws on: for a failure that is final, or one too many. */
  async after(error: unknown): Promise<void> {
    this.#signal?.throwIfAborted();
    if (!(error instanceof TransferError) || ++this.#failed >= failures) throw error;
    const own = firstPause * 4 ** (this.#failed - 1);
    await this.#pause(Math.min(Math.max(own, (error.after ?? 0) * 1000), longestPause), this.#signal);
  }
}
