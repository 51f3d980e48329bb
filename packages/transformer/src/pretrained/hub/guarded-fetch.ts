import { DownloadError, type Fetch } from '@heed/core';

/** How requests are sent. */
export interface RequestPolicy {
  /** Sends them; the `fetch` of the platform by default. */
  readonly fetch?: Fetch | undefined;
  /** Bearer token, sent to `origin` and nowhere else. */
  readonly token?: string | undefined;
  /** Address whose requests carry the token. */
  readonly origin: string;
}

/** A `fetch` that carries the token where it belongs. */
export function guardedFetch({ fetch = globalThis.fetch, token, origin }: RequestPolicy): Fetch {
  if (token === undefined) return fetch;
  return async (url, init = {}) => {
    const headers = new Headers(init.headers);
    if (new URL(url).origin === new URL(origin).origin) headers.set('authorization', `Bearer ${token}`);
    return await fetch(url, { ...init, headers });
  };
}

const hints: Readonly<Record<number, string>> = {
  401: 'the repository does not exist, or is private and needs a token',
  403: 'the token does not reach this repository; gated ones must be asked for on the hub',
  404: 'there is no such repository, revision or file',
};

/** The same error; of a status with a meaning on the hub, in words that help. */
export function explained(error: unknown): unknown {
  if (!(error instanceof DownloadError) || error.status === undefined) return error;
  const { status, message } = error;
  const hint = hints[status];
  return hint === undefined ? error : new DownloadError(`${hint}: ${message}`, { status, cause: error });
}
