import { HeedError, type HeedErrorOptions } from '@heed/core';

/**
 * A conversation that a chat template does not take, such as two turns of the user in a row, or a template that fails
 * on it (`code` is `chat-template`).
 */
export class ChatTemplateError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('chat-template', message, options);
  }
}
