import { HeedError } from '@heed/core';

/** An answer that is an error, in the shape of OpenAI's interface. */
export class RequestError extends Error {
  readonly status: number;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;

  constructor(
    status: number,
    message: string,
    { type = 'invalid_request_error', param = null, code = null }: ErrorDetails = {},
  ) {
    super(message);
    this.name = 'RequestError';
    this.status = status;
    this.type = type;
    this.param = param;
    this.code = code;
  }
}

/** What an error tells beside its message. */
export interface ErrorDetails {
  readonly type?: string;
  /** The parameter of the request at fault. */
  readonly param?: string | null;
  readonly code?: string | null;
}

/** What is sent for an error. */
export interface ErrorBody {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string | null;
  };
}

/** The body of an error. */
export function errorBody({ message, type, param, code }: RequestError): ErrorBody {
  return { error: { message, type, param, code } };
}

/** Any error as an answer: what a request asked for and generation refuses is the request's fault. */
export function toRequestError(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  if (error instanceof HeedError && ['option', 'index', 'chat-template', 'task'].includes(error.code)) {
    return new RequestError(400, error.message);
  }
  return new RequestError(500, 'The server had an error while processing your request.', {
    type: 'server_error',
  });
}
