import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { checkOptions, OptionError } from '@heed/core';
import { GenerationQueue } from '@heed/transformer';
import PQueue from 'p-queue';
import type { EmbeddingModel, TextModel } from '../text-model.ts';
import { Answer } from './answer.ts';
import { answerEmbedding, readEmbedding } from './embeddings.ts';
import { readJsonBody } from './read-json-body.ts';
import { RequestError, toRequestError } from './request-error.ts';
import { readChat, readCompletion, unknownModel } from './requests.ts';
import { sendError, sendEvents, sendJson } from './send.ts';
import type { Task } from './task.ts';

/** Options of {@link TextServer}. */
export interface TextServerOptions {
  /** Requests that are answered at once, sharing the model; 8 by default. */
  readonly parallel?: number;
  /** Requests that may wait while others are answered; 32 by default. */
  readonly queue?: number;
  /** Answers requests for embeddings. */
  readonly embeddings?: EmbeddingModel;
  /** Bytes that a request may have; 1,000,000 by default. */
  readonly bodyLimit?: number;
  /** Hears a line for each request, and of the server's own errors. */
  readonly log?: (line: string) => void;
}

/**
 * A language model behind the HTTP interface of OpenAI. Requests share the model (continuous batching), and each gets what
 * it would get alone.
 */
export class TextServer {
  readonly #textModel: TextModel;
  readonly #waiting: number;
  readonly #bodyLimit: number;
  readonly #log: (line: string) => void;
  readonly #embeddings: EmbeddingModel | undefined;
  /** Requests that are answered or wait. */
  readonly #queue: PQueue;
  /** The texts of all requests, under way together. */
  readonly #texts: GenerationQueue;
  readonly #server: Server;
  /** Aborted when patience with answers under way is over. */
  readonly #end: AbortController = new AbortController();
  readonly #started: number = Math.floor(Date.now() / 1000);
  #isStopping = false;

  constructor(textModel: TextModel, options: TextServerOptions = {}) {
    checkOptions('TextServer', options, ['parallel', 'queue', 'embeddings', 'bodyLimit', 'log']);
    const { parallel = 8 } = options;
    this.#textModel = textModel;
    this.#embeddings = options.embeddings;
    this.#queue = new PQueue({ concurrency: parallel });
    this.#texts = new GenerationQueue(textModel.model, { texts: parallel });
    this.#waiting = options.queue ?? 32;
    this.#bodyLimit = options.bodyLimit ?? 1_000_000;
    this.#log = options.log ?? (() => {});
    this.#server = createServer((request, response) => this.#handle(request, response));
  }

  /**
   * Begins to listen; port 0 takes one that is free.
   *
   * @returns the address, such as `http://127.0.0.1:8080`.
   * @throws {OptionError} for a port that is not to be had.
   */
  async listen(port: number, host: string = '127.0.0.1'): Promise<string> {
    try {
      this.#server.listen(port, host);
      await once(this.#server, 'listening');
    } catch (cause) {
      throw new OptionError(`cannot listen: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
    const address = this.#server.address();
    const own = typeof address === 'object' && address !== null ? address.port : port;
    return `http://${host.includes(':') ? `[${host}]` : host}:${own}`;
  }

  /**
   * Stops: takes no more requests, and ends when those that it has are answered.
   *
   * @param patience Seconds after which answers under way are cut short.
   */
  async close(patience: number = Number.POSITIVE_INFINITY): Promise<void> {
    this.#isStopping = true;
    const closed = once(this.#server, 'close');
    this.#server.close();
    // Timers count to 2³¹ − 1 milliseconds.
    const timer = setTimeout(() => this.#end.abort(), Math.min(patience * 1000, 2 ** 31 - 1));
    await this.#queue.onIdle();
    this.#server.closeIdleConnections();
    await closed;
    clearTimeout(timer);
  }

  /** Requests being answered, and those that wait. */
  get load(): { readonly running: number; readonly waiting: number } {
    return { running: this.#queue.pending, waiting: this.#queue.size };
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const start = performance.now();
    try {
      if (this.#isStopping) response.setHeader('connection', 'close');
      await this.#route(request, response);
    } catch (error) {
      if (toRequestError(error).status === 500) {
        this.#log(error instanceof Error ? String(error.stack) : String(error));
      }
      sendError(response, error);
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const outcome = response.destroyed && !response.writableFinished ? 'left' : response.statusCode;
    this.#log(`${request.method} ${request.url} ${outcome} ${seconds} s`);
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [method, answer] = this.#routes(pathname);
    if (answer === undefined) {
      throw new RequestError(404, `Unknown request URL: ${request.method} ${pathname}.`, {
        code: 'unknown_url',
      });
    }
    if (request.method !== method) {
      response.setHeader('allow', method);
      throw new RequestError(405, `Not allowed: ${request.method} ${pathname}. It takes ${method}.`);
    }
    await answer(request, response);
  }

  #routes(path: string): readonly [method: string, answer?: Handler] {
    switch (path) {
      case '/health':
        return ['GET', (_, response) => sendJson(response, this.#isStopping ? 503 : 200, this.#health())];
      case '/v1/models':
        return ['GET', (_, response) => sendJson(response, 200, { object: 'list', data: this.#models() })];
      case '/v1/completions':
        return ['POST', (...both) => this.#write(...both, readCompletion)];
      case '/v1/chat/completions':
        return ['POST', (...both) => this.#write(...both, readChat)];
      case '/v1/embeddings':
        return ['POST', (...both) => this.#embed(...both)];
    }
    if (!path.startsWith('/v1/models/')) return [''];
    return ['GET', (_, response) => this.#oneModel(decodeURIComponent(path.slice(11)), response)];
  }

  #health(): object {
    const status = this.#isStopping ? 'stopping' : 'ok';
    return { status, model: this.#textModel.name, ...this.load };
  }

  #models(): readonly { readonly id: string }[] {
    const models = this.#embeddings === undefined ? [this.#textModel] : [this.#textModel, this.#embeddings];
    const rest = { object: 'model', created: this.#started, owned_by: 'heed' };
    return models.map(({ name }) => ({ id: name, ...rest }));
  }

  #oneModel(name: string, response: ServerResponse): void {
    const model = this.#models().find(({ id }) => id === name);
    if (model === undefined) throw unknownModel(name);
    sendJson(response, 200, model);
  }

  async #write(
    request: IncomingMessage,
    response: ServerResponse,
    read: (body: unknown, textModel: TextModel) => Task,
  ): Promise<void> {
    const task = read(await readJsonBody(request, this.#bodyLimit), this.#textModel);
    await this.#inTurn(response, async (signal) => {
      const answer = new Answer(task, this.#textModel, this.#texts, signal);
      if (task.stream) await sendEvents(response, answer.chunks());
      else sendJson(response, 200, await answer.whole());
    });
  }

  async #embed(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readJsonBody(request, this.#bodyLimit);
    const model = this.#embeddings;
    if (model === undefined) {
      throw new RequestError(404, 'This server has no model for embeddings.', { code: 'model_not_found' });
    }
    const asked = readEmbedding(body, model);
    await this.#inTurn(response, async (signal) =>
      sendJson(response, 200, await answerEmbedding(asked, model, signal)),
    );
  }

  /** Answers when it is this request's turn; who leaves frees the place. */
  async #inTurn(response: ServerResponse, answer: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const left = new AbortController();
    response.once('close', () => left.abort());
    if (this.#isStopping) throw stopping();
    if (this.#queue.pending >= this.#queue.concurrency && this.#queue.size >= this.#waiting) {
      throw new RequestError(429, 'Too many requests are waiting: try again later.', {
        type: 'rate_limit_error',
        code: 'queue_full',
      });
    }
    const turn = async (): Promise<void> => {
      if (this.#end.signal.aborted) throw stopping();
      await answer(AbortSignal.any([left.signal, this.#end.signal]));
    };
    try {
      await this.#queue.add(turn, { signal: left.signal });
    } catch (error) {
      if (left.signal.aborted) return;
      throw this.#end.signal.aborted ? stopping() : error;
    }
  }
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

function stopping(): RequestError {
  return new RequestError(503, 'The server is stopping.', { type: 'server_error' });
}
