import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { checkOptions, OptionError } from '@heed/core';
import PQueue from 'p-queue';
import type { TextModel } from '../text-model.ts';
import { Answer } from './answer.ts';
import { readJsonBody } from './read-json-body.ts';
import { RequestError, toRequestError } from './request-error.ts';
import { readChat, readCompletion, unknownModel } from './requests.ts';
import { sendError, sendEvents, sendJson } from './send.ts';
import type { Task } from './task.ts';

/** Options of {@link TextServer}. */
export interface TextServerOptions {
  /** Requests that may wait while one is answered; 32 by default. */
  readonly queue?: number;
  /** Bytes that a request may have; 1,000,000 by default. */
  readonly bodyLimit?: number;
  /** Hears of errors that are the server's own. */
  readonly onError?: (error: unknown) => void;
}

type Handler = (request: IncomingMessage, response: ServerResponse, name: string) => Promise<void> | void;

/** A language model behind the HTTP interface of OpenAI. Requests are answered one after another. */
export class TextServer {
  readonly #textModel: TextModel;
  readonly #options: Required<TextServerOptions>;
  readonly #queue: PQueue = new PQueue({ concurrency: 1 });
  readonly #server: Server;
  readonly #stop: AbortController = new AbortController();
  readonly #started: number = Math.floor(Date.now() / 1000);
  #isStopping = false;

  constructor(textModel: TextModel, options: TextServerOptions = {}) {
    checkOptions('TextServer', options, ['queue', 'bodyLimit', 'onError']);
    this.#textModel = textModel;
    this.#options = { queue: 32, bodyLimit: 1_000_000, onError: () => {}, ...options };
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  /**
   * Begins to listen; port 0 takes one that is free.
   *
   * @returns the address, such as `http://127.0.0.1:8080`.
   * @throws {OptionError} for a port that is taken or not to be had.
   */
  async listen(port: number, host: string = '127.0.0.1'): Promise<string> {
    try {
      this.#server.listen(port, host);
      await once(this.#server, 'listening');
    } catch (cause) {
      throw new OptionError(`port ${port}: ${cause instanceof Error ? cause.message : cause}`, { cause });
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
    const timer =
      patience < Number.POSITIVE_INFINITY
        ? setTimeout(() => this.#stop.abort(), patience * 1000)
        : undefined;
    await this.#queue.onIdle();
    this.#server.closeIdleConnections();
    await closed;
    clearTimeout(timer);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (this.#isStopping) response.setHeader('connection', 'close');
      await this.#route(request)(request, response, '');
    } catch (error) {
      if (toRequestError(error).status === 500) this.#options.onError(error);
      sendError(response, error);
    }
  }
}
