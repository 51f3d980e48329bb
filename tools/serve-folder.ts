import { createServer } from 'node:http';
import sirv from 'sirv';

/** A server that ends with its scope. */
export interface FolderServer extends AsyncDisposable {
  readonly url: string;
}

/**
 * Serves the files of a folder on this machine alone. `isolated` is whether it sends the headers that let a page share memory
 * between threads.
 */
export async function serveFolder(
  folder: string,
  { isolated = true }: { readonly isolated?: boolean } = {},
): Promise<FolderServer> {
  // `dev` reads files when they are asked for, and lets no page keep them.
  const files = sirv(folder, { dev: true, dotfiles: true });
  const server = createServer((request, response) => {
    if (isolated) {
      response.setHeader('cross-origin-opener-policy', 'same-origin');
      response.setHeader('cross-origin-embedder-policy', 'credentialless');
    }
    files(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
