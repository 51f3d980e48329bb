export type { FrameOptions } from './features/frame-spectrum.ts';
export { type LogMelOptions, logMel, normalizeLogMel, whisperLogMel } from './features/log-mel.ts';
export { type LogMelConfig, LogMelStream } from './features/log-mel-stream.ts';
export {
  hertzToMel,
  type MelFilterBankOptions,
  type MelScale,
  melFilterBank,
  melToHertz,
} from './features/mel-filter-bank.ts';
export { type WindowName, windowFunction } from './features/window-function.ts';
export * from './models/whisper/index.ts';
export { speechFamilies } from './pretrained/families.ts';
export { decodeSound } from './sound/decode-sound.ts';
export { encodeWav } from './sound/encode-wav.ts';
export { resample } from './sound/resample.ts';
export { checkSound, type Sound, secondsOf } from './sound/sound.ts';
export { toMono } from './sound/to-mono.ts';
