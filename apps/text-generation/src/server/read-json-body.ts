import type { IncomingMessage } from 'node:http';
import { RequestError } from './request-error.ts';

/**
 * Reads the JSON that came with a request.
 *
 * @throws {RequestError} for another type (a page of another origin can send those unasked), for more bytes than
 * `limit`, and for what is no JSON.
 */
export async function readJsonBody(request: IncomingMessage, limit: number): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new RequestError(415, 'The body must be JSON, under Content-Type: application/json.');
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > limit) throw new RequestError(413, `The body is larger than ${limit} bytes.`);
    parts.push(part);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)));
  } catch {
    throw new RequestError(400, 'We could not parse the JSON body of your request.');
  }
}
