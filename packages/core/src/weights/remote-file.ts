import { DownloadError } from '../errors.ts';
import { Patience, TransferError } from './patience.ts';
import { type FetchOptions, isPage, piecesOf, refusal, request, showUrl } from './request.ts';
import { showText } from './strict-json.ts';

/** What an answer says of its body. */
interface Promised {
  /** Place of its first byte in the file. */
  readonly from: number;
  /** Place after its last byte, where that is known. */
  readonly to?: number | undefined;
  /** False where the bytes that come may be more: those of a body that was compressed, as far as a page can tell. */
  readonly isExact?: boolean;
}

/**
 * A file on a server, whose answers must all be of one version of it: of one length and, where the server marks
 * versions, of one `ETag` or date.
 */
export class RemoteFile {
  readonly name: string;
  /** Bytes, as soon as they are known. */
  size: number | undefined;
  /** False for a server that answers a range with the whole file; known once the first answer is there. */
  answersRanges: boolean | undefined;
  readonly #url: string;
  readonly #options: FetchOptions;
  readonly #isPromised: boolean;
  #etag: string | null = null;
  #modified: string | null = null;

  /** @param size Bytes of the file, where they were promised. */
  constructor(url: string, options: FetchOptions, size?: number) {
    this.name = showUrl(url);
    this.size = size;
    this.#isPromised = size !== undefined;
    this.#url = url;
    this.#options = options;
  }

  /**
   * The bytes from `start` up to `end`, in pieces as they come; all that there are without an end, or where the server
   * knows no ranges. A transfer that breaks off is taken up where it ended; servers that are busy are asked again, after
   * the pause that they want.
   *
   * @throws {DownloadError} for an answer that is no success, no part of this file, or of another version of it.
   */
  async *read(
    start: number,
    end: number = Infinity,
    signal: AbortSignal | undefined = this.#options.signal,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const patience = new Patience(signal);
    const options = { ...this.#options, ...(signal && { signal }) };
    let at = start;
    while (at < Math.min(this.#until(end), this.size ?? Infinity)) {
      try {
        // Where a page gets no answer at all to a range, the range may be to blame: a file that is stored compressed
        // cannot be had in parts, and older browsers ask the server first whether they may send the header.
        const isDoubtful = isPage() && this.answersRanges === undefined && patience.failed === 2;
        const until = isDoubtful && at === 0 ? Infinity : this.#until(end);
        const response = await request(this.#url, options, at, until);
        const promised = await this.#check(response, at, this.#until(end));
        if (promised === undefined) continue;
        let skip = at - promised.from;
        for await (const piece of this.#body(response, promised)) {
          const skipped = Math.min(skip, piece.length);
          skip -= skipped;
          if (skipped === piece.length) continue;
          at += piece.length - skipped;
          patience.renew();
          yield piece.subarray(skipped);
        }
        // A body of no stated length ends where the file does.
        if (promised.to === undefined || promised.isExact === false) this.size ??= at;
      } catch (error) {
        await patience.after(error);
      }
    }
  }

  /** A server without ranges is asked for the whole file. */
  #until(end: number): number {
    return this.answersRanges === false ? Infinity : end;
  }

  /** What the body of an answer is; nothing where the next request must be for the whole file. */
  async #check(response: Response, at: number, end: number): Promise<Promised | undefined> {
    const { status, headers } = response;
    const isOpening = this.answersRanges === undefined && at === 0 && end !== Infinity;
    const range = headers.get('content-range');
    const isEncoded = headers.has('content-encoding');
    // A page of another origin may not see the range, and ranges of a compressed file are none of the file. 416 is the
    // answer for an empty file.
    if (isOpening && (status === 416 || (status === 206 && (range === null || isEncoded)))) {
      await response.body?.cancel();
      this.answersRanges = false;
      return undefined;
    }
    if (status !== 200 && status !== 206 && status !== 416) throw await refusal(this.#url, response);
    try {
      if (status === 206) return this.#part(headers, at, end);
      if (status === 200) return this.#whole(response, isOpening, at, end);
      const total = /^bytes \*\/(\d+)$/.exec(range ?? '')?.[1];
      this.#checkVersion(headers, total === undefined ? this.size : Number(total));
      if (at === 0 || at !== (this.size ?? at)) throw await refusal(this.#url, response);
      // All was there already when the transfer broke off.
      this.size = at;
      await response.body?.cancel();
      return { from: at, to: at };
    } catch (error) {
      await response.body?.cancel().catch(() => undefined);
      throw error;
    }
  }

  #part(headers: Headers, at: number, end: number): Promised {
    const encoding = headers.get('content-encoding');
    if (encoding !== null)
      this.#fail(`a range came in the encoding ${showText(encoding)}, in which it is none of the file`);
    const range = headers.get('content-range');
    if (range === null && this.answersRanges !== true && end === Infinity) {
      // A page of another origin may not see it.
      this.#checkVersion(headers, undefined);
      const length = headers.get('content-length');
      const to = this.size ?? (length === null ? undefined : at + Number(length));
      return { from: at, to, isExact: this.size !== undefined };
    }
    const [, from, last, total] = (/^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(range ?? '') ?? []).map(Number);
    const size = total === undefined || Number.isNaN(total) ? undefined : total;
    const isSound =
      from === at && last !== undefined && last >= from && last < Math.min(end, size ?? Infinity);
    if (!isSound || (end !== Infinity && size === undefined)) {
      const asked = `asked for the bytes from ${at}${end === Infinity ? '' : ` up to ${end}`}`;
      this.#fail(`${asked}, got content-range ${range === null ? 'none' : showText(range)}`);
    }
    this.#checkVersion(headers, size);
    this.answersRanges ??= true;
    return { from, to: last + 1 };
  }

  #whole({ headers, type }: Response, isOpening: boolean, at: number, end: number): Promised {
    if (isOpening) this.answersRanges = false;
    if (this.answersRanges === true && end !== Infinity) {
      this.#fail(`it answered ranges, but sent the whole file for the bytes from ${at} up to ${end}`);
    }
    const stated = headers.get('content-length');
    if (stated === null || headers.has('content-encoding')) {
      this.#checkVersion(headers, undefined);
      return { from: 0, to: this.size };
    }
    // A page sees the length of a compressed body from another origin, but not that it is compressed.
    const isExact = type !== 'cors' || !isPage();
    this.#checkVersion(headers, isExact ? Number(stated) : undefined);
    return { from: 0, to: this.size ?? Number(stated), isExact: isExact || this.size !== undefined };
  }

  /** The pieces of a body, which must have the promised length. */
  async *#body(response: Response, { from, to, isExact = true }: Promised): AsyncGenerator<Uint8Array> {
    let at = from;
    for await (const piece of piecesOf(this.#url, response)) {
      at += piece.length;
      if (isExact && to !== undefined && at > to)
        this.#fail(`more than the ${to - from} bytes promised came`);
      yield piece;
    }
    if (to !== undefined && at < to) {
      throw new TransferError(`${this.name}: the transfer ended after ${at} of ${to} bytes`);
    }
  }

  #checkVersion(headers: Headers, size: number | undefined): void {
    if (size !== undefined && size !== (this.size ?? size)) {
      if (this.#isPromised) this.#fail(`the server has ${size} bytes, but ${this.size} were promised`);
      this.#fail(`the file changed while it was read: it had ${this.size} bytes, and has ${size}`);
    }
    // A server may change between a strong and a weak mark of the same content.
    const etag = headers.get('etag')?.replace(/^W\//, '') ?? null;
    const modified = headers.get('last-modified');
    const [before, now] =
      this.#etag !== null && etag !== null ? [this.#etag, etag] : [this.#modified, modified];
    if (before !== null && now !== null && before !== now)
      this.#fail(`the file changed while it was read: it was ${showText(before)}, and is ${showText(now)}`);
    this.size ??= size;
    this.#etag ??= etag;
    this.#modified ??= modified;
  }

  #fail(what: string): never {
    throw new DownloadError(`${this.name}: ${what}`);
  }
}
