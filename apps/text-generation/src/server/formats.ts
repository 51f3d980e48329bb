import type { FinishReason, TokenReport } from '@heed/transformer';

/** A token's report, and how many characters of the answer stand before the token. */
export interface PlacedReport extends TokenReport {
  readonly offset: number;
}

/** An answer, or a part of one. */
export interface Part {
  readonly index: number;
  readonly text: string;
  /** Undefined where no log-probabilities were asked for. */
  readonly reports: readonly PlacedReport[] | undefined;
  readonly finishReason: FinishReason | undefined;
}

/** How answers of one kind look. */
export interface Format {
  /** What ids of answers begin with. */
  readonly prefix: string;
  readonly object: string;
  readonly chunkObject: string;
  /** A whole answer among the `choices`. */
  whole(part: Part): object;
  /** What a stream says of an answer before its text, if anything. */
  first(index: number): object | undefined;
  /** A part of an answer. */
  chunk(part: Part): object;
}

const completion: Format = {
  prefix: 'cmpl',
  object: 'text_completion',
  chunkObject: 'text_completion',
  whole: completionChoice,
  first: () => undefined,
  chunk: completionChoice,
};

const chat: Format = {
  prefix: 'chatcmpl',
  object: 'chat.completion',
  chunkObject: 'chat.completion.chunk',
  whole: ({ text, ...part }) => ({
    ...chatChoice(part),
    message: { role: 'assistant', content: text, refusal: null },
  }),
  first: (index) => ({
    ...chatChoice({ index, reports: undefined, finishReason: undefined }),
    delta: { role: 'assistant', content: '' },
  }),
  chunk: ({ text, ...part }) => ({ ...chatChoice(part), delta: text === '' ? {} : { content: text } }),
};

/** The kinds of answers. */
export const formats: { readonly completion: Format; readonly chat: Format } = { completion, chat };

function completionChoice({ index, text, reports, finishReason }: Part): object {
  const logprobs = reports && {
    tokens: reports.map((report) => report.text),
    token_logprobs: reports.map((report) => report.logProbability),
    top_logprobs: reports.map(({ alternatives }) =>
      Object.fromEntries(alternatives.map((other) => [other.text, other.logProbability])),
    ),
    text_offset: reports.map((report) => report.offset),
  };
  return { index, text, logprobs: logprobs ?? null, finish_reason: published(finishReason) };
}

function chatChoice({ index, reports, finishReason }: Omit<Part, 'text'>): object {
  const content = reports?.map((report) => ({
    ...chatToken(report),
    top_logprobs: report.alternatives.map(chatToken),
  }));
  return {
    index,
    logprobs: content === undefined ? null : { content, refusal: null },
    finish_reason: published(finishReason),
  };
}

function chatToken({
  text,
  logProbability,
}: {
  readonly text: string;
  readonly logProbability: number;
}): object {
  // A part of a character has bytes that its text does not tell.
  const bytes = text.includes('\ufffd') ? null : [...new TextEncoder().encode(text)];
  return { token: text, logprob: logProbability, bytes };
}

function published(reason: FinishReason | undefined): string | null {
  if (reason === undefined) return null;
  return reason === 'end' || reason === 'stop' ? 'stop' : 'length';
}
