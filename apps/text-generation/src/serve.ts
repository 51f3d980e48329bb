import { TextServer } from './server/text-server.ts';
import type { EmbeddingModel, TextModel } from './text-model.ts';

/** Where and how to serve. */
export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly parallel: number;
  readonly queue: number;
  readonly embeddings: EmbeddingModel | undefined;
  readonly log: (line: string) => void;
}

/** Seconds that answers under way have when the server is told to stop. */
const patience = 30;

/** Serves until Ctrl-C, or the signal by which containers are stopped; once more ends at once. */
export async function serve(
  textModel: TextModel,
  { port, host, log, parallel, queue, embeddings }: ServeOptions,
): Promise<void> {
  const server = new TextServer(textModel, { parallel, queue, log, ...(embeddings && { embeddings }) });
  const address = await server.listen(port, host);
  log(`${textModel.name} at ${address}/v1 (Ctrl-C stops)`);
  const { promise: told, resolve } = Promise.withResolvers<unknown>();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
  await told;
  log(`\nstopping; answers under way have ${patience} seconds`);
  await server.close(patience);
}
