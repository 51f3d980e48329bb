import { BinaryWriter } from '@bufbuild/protobuf/wire';
import CRC32C from 'crc-32/crc32c.js';
import type { Measures, RunObserver } from './observer.ts';
import type { RunStore } from './run-store.ts';

/** Options of {@link tensorBoardLog}. */
export interface TensorBoardOptions {
  /** Name of the event file; `events.out.tfevents.` and the second of the start by default, as TensorBoard looks for. */
  readonly name?: string;
  /** Milliseconds since 1970, for the times of events; `Date.now` by default. */
  readonly now?: () => number;
}

/**
 * Writes what a run says of itself for TensorBoard: scalars `train/loss`, `train/norm`, `train/rate` for each update, and
 * `valid/NAME` for each figure of an evaluation. When a run goes on from a saved state, TensorBoard is told to forget what
 * came after it. Event files are TFRecords (length, checksum, protocol buffer, checksum).
 *
 * @example
 * ```ts
 * import { memoryStore, tensorBoardLog } from '@heed/transformer/training';
 * const store = memoryStore();
 * const log = tensorBoardLog(store, { name: 'events.out.tfevents.1' });
 * await log.onStart?.({ step: 0, steps: 100 });
 * await log.onEvaluation?.({ step: 10, measures: { accuracy: 0.8 }, isBest: true });
 * console.log((await store.open('events.out.tfevents.1'))?.size); // 92
 * ```
 */
export function tensorBoardLog(store: RunStore, options: TensorBoardOptions = {}): RunObserver {
  const { now = Date.now } = options;
  const name = options.name ?? `events.out.tfevents.${Math.floor(now() / 1000)}`;
  const write = async (step: number, fill: (event: BinaryWriter) => void): Promise<void> => {
    const event = new BinaryWriter();
    // Event: double wall_time = 1, int64 step = 2, one of what = 3, 5 or 7.
    event.tag(1, 1).double(now() / 1000);
    if (step > 0) event.tag(2, 0).int64(step);
    fill(event);
    await store.append(name, record(event.finish()));
  };
  const scalars = (step: number, values: Measures): Promise<void> =>
    write(step, (event) => {
      event.tag(5, 2).fork();
      for (const [tag, value] of Object.entries(values)) {
        // Summary.Value: string tag = 1, float simple_value = 2.
        event.tag(1, 2).fork().tag(1, 2).string(tag).tag(2, 5).float(value).join();
      }
      event.join();
    });
  return {
    onStart: async ({ step }) => {
      await write(0, (event) => event.tag(3, 2).string('brain.Event:2'));
      // SessionLog: status = 1, START being 1.
      if (step > 0) await write(step + 1, (event) => event.tag(7, 2).fork().tag(1, 0).int32(1).join());
    },
    onStep: ({ step, loss, norm, rate }) =>
      scalars(step, { 'train/loss': loss, 'train/norm': norm, 'train/rate': rate }),
    onEvaluation: ({ step, measures }) =>
      scalars(
        step,
        Object.fromEntries(Object.entries(measures).map(([tag, value]) => [`valid/${tag}`, value])),
      ),
  };
}

/** A TFRecord: length, its checksum, the bytes, their checksum. */
function record(bytes: Uint8Array): Uint8Array {
  const all = new Uint8Array(bytes.length + 16);
  const view = new DataView(all.buffer);
  view.setUint32(0, bytes.length, true);
  view.setUint32(8, maskedChecksum(all.subarray(0, 8)), true);
  all.set(bytes, 12);
  view.setUint32(bytes.length + 12, maskedChecksum(bytes), true);
  return all;
}

/** CRC-32C, turned by 15 bits and moved, as TFRecords have it. */
function maskedChecksum(bytes: Uint8Array): number {
  const checksum = CRC32C.buf(bytes) >>> 0;
  return (((checksum >>> 15) | (checksum << 17)) + 0xa282ead8) >>> 0;
}
