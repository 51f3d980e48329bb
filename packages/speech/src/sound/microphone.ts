import { checkOptions } from '@heed/core';
import type { Sound } from './sound.ts';

/** Options of {@link microphone}. */
export interface MicrophoneOptions {
  /** Samples a second, in hertz, to which the browser resamples; 16,000 by default. */
  readonly samplingRate?: number;
  /** Ends the recording. */
  readonly signal?: AbortSignal;
}

/** Runs beside the page, where sound comes in: sends pieces of about an eighth of a second. */
const recorder = `
registerProcessor('heed-recorder', class extends AudioWorkletProcessor {
  constructor() { super(); this.piece = new Float32Array(2048); this.length = 0; }
  process([[samples]]) {
    if (samples === undefined) return true;
    if (this.length + samples.length > this.piece.length) {
      this.port.postMessage(this.piece.slice(0, this.length));
      this.length = 0;
    }
    this.piece.set(samples, this.length);
    this.length += samples.length;
    return true;
  }
});`;

/**
 * Sound from the microphone of a browser, piece by piece and one channel, from when the visitor allows it until `signal`
 * ends it or the loop is left. The microphone is off after that.
 *
 * @throws {DOMException} where the visitor, or the browser, does not allow it.
 *
 * @example
 * ```ts no-run
 * import { LogMelStream, microphone, whisperLogMel } from '@heed/speech';
 * const stream = new LogMelStream(whisperLogMel(80));
 * for await (const { channels } of microphone({ signal: AbortSignal.timeout(5000) })) {
 *   if (channels[0] !== undefined) console.log(stream.push(channels[0]).length / 80, 'frames');
 * }
 * ```
 */
export async function* microphone(options: MicrophoneOptions = {}): AsyncGenerator<Sound> {
  checkOptions('microphone', options, ['samplingRate', 'signal']);
  const { samplingRate = 16_000, signal } = options;
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
  const context = new AudioContext({ sampleRate: samplingRate });
  const address = URL.createObjectURL(new Blob([recorder], { type: 'text/javascript' }));
  try {
    await context.audioWorklet.addModule(address);
    const node = new AudioWorkletNode(context, 'heed-recorder', { numberOfOutputs: 0, channelCount: 1 });
    context.createMediaStreamSource(stream).connect(node);
    await context.resume();
    for await (const samples of piecesOf(node.port, signal)) yield { samplingRate, channels: [samples] };
  } finally {
    URL.revokeObjectURL(address);
    for (const track of stream.getTracks()) track.stop();
    await context.close();
  }
}

/** Messages of a port as they come, until the signal. */
async function* piecesOf(port: MessagePort, signal: AbortSignal | undefined): AsyncGenerator<Float32Array> {
  const pieces: Float32Array[] = [];
  let wake = (): void => undefined;
  port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
    pieces.push(data);
    wake();
  };
  const stop = () => wake();
  signal?.addEventListener('abort', stop);
  try {
    while (signal?.aborted !== true) {
      const piece = pieces.shift();
      if (piece !== undefined) yield piece;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    port.onmessage = null;
  }
}
