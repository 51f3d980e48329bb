import type { ServerResponse } from 'node:http';
import { errorBody, toRequestError } from './request-error.ts';

/** Bytes that may wait for a reader before it counts as gone. */
const maximumWaiting = 1_000_000;

/** Sends a whole answer. */
export function sendJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** Sends an error; in a stream under way as its last event. */
export function sendError(response: ServerResponse, error: unknown): void {
  const answer = toRequestError(error);
  if (response.destroyed || response.writableEnded) return;
  if (response.headersSent) {
    response.end(event(errorBody(answer)));
    return;
  }
  if (answer.status === 429 || answer.status === 503) response.setHeader('retry-after', '1');
  if (answer.status === 413) response.setHeader('connection', 'close');
  sendJson(response, answer.status, errorBody(answer));
}

/** Sends an answer in chunks, as server-sent events. Whoever does not read is left. */
export async function sendEvents(response: ServerResponse, chunks: AsyncIterable<object>): Promise<void> {
  for await (const chunk of chunks) {
    if (response.destroyed) return;
    if (!response.headersSent) {
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache',
      });
    }
    response.write(event(chunk));
    if (response.writableLength > maximumWaiting) response.destroy();
  }
  response.end('data: [DONE]\n\n');
}

function event(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}
