/** A piece of linear memory. Tensors' buffers are blocks; nothing but the backend looks inside. */
export interface Block {
  /** First byte; a multiple of 64. */
  readonly address: number;
  /** Bytes that were asked for. */
  bytes: number;
  /** The call that wrote it last: see `Engine.calls`. */
  madeBy: number;
  /** Size in units of 64 bytes. */
  units: number;
  /** In use; given back but kept as it is for the next of its size; or free, to be cut and joined. */
  state: 'used' | 'kept' | 'free';
  /** Neighbours in memory. */
  before: Block | undefined;
  after: Block | undefined;
  /** Neighbours in the list of free blocks of one size class, or of kept ones of one size. */
  previous: Block | undefined;
  next: Block | undefined;
}
