import { showShape } from '../shape.ts';
import type { OpCall } from './recorder.ts';

/** One event of Chrome's Trace Event Format, a complete one ("X"). Times are in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: 'X';
  readonly ts: number;
  readonly dur: number;
  readonly pid: number;
  readonly tid: number;
  readonly args: Readonly<Record<string, string | number>>;
}

function shapes(specs: OpCall['inputs']): string {
  return specs.map(({ shape, dtype }) => `${dtype} ${showShape(shape)}`).join(', ');
}

/** The calls as events of one thread, within one event for the whole. */
export function chromeTrace(
  calls: readonly OpCall[],
  milliseconds: number,
): { readonly traceEvents: readonly TraceEvent[] } {
  const thread = { ph: 'X', pid: 1, tid: 1 } as const;
  const whole: TraceEvent = {
    name: 'profile',
    cat: 'profile',
    ...thread,
    ts: 0,
    dur: 1000 * milliseconds,
    args: {},
  };
  const events = calls
    .map(
      (call): TraceEvent => ({
        name: call.name,
        cat: call.way,
        ...thread,
        ts: 1000 * call.start,
        dur: 1000 * call.duration,
        args: {
          inputs: shapes(call.inputs),
          outputs: shapes(call.outputs),
          bytes: call.bytes,
          ...(call.flops > 0 ? { flops: call.flops } : {}),
        },
      }),
    )
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  return { traceEvents: [whole, ...events] };
}
