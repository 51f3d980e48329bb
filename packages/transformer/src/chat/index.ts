export { ChatTemplate, type ChatTemplateOptions } from './chat-template.ts';
export { ChatTemplateError } from './errors.ts';
export type { ChatMessage } from './messages.ts';
export { type ChatTemplateFiles, readChatTemplate } from './read-chat-template.ts';
