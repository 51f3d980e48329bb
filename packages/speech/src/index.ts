export { type AddNoiseOptions, addNoise } from './augmentation/add-noise.ts';
export { type AddReverberationOptions, addReverberation } from './augmentation/add-reverberation.ts';
export { type ChangeGainOptions, changeGain } from './augmentation/change-gain.ts';
export { type ChangeSpeedOptions, changeSpeed } from './augmentation/change-speed.ts';
export { type ChangeTiltOptions, changeTilt } from './augmentation/change-tilt.ts';
export { type ShiftSoundOptions, shiftSound } from './augmentation/shift-sound.ts';
export { sometimes } from './augmentation/sometimes.ts';
export { inOrder, type SoundAugmentation } from './augmentation/sound-augmentation.ts';
export { type SpecAugmentOptions, specAugment } from './augmentation/spec-augment.ts';
export { randomVocalTract } from './augmentation/vocal-tract.ts';
export { alignCtc } from './ctc/align.ts';
export {
  type CtcBeamOptions,
  type CtcHypothesis,
  type CtcLanguageModel,
  searchCtcBeam,
} from './ctc/beam-search.ts';
export { type CtcDecodingOptions, decodeCtcGreedily } from './ctc/greedy.ts';
export { type CtcModel, ctcObjective, type SpokenText, spokenBatch } from './ctc/objective.ts';
export type { CtcLabel } from './ctc/scores.ts';
export { CtcVocabulary, type CtcVocabularyOptions } from './ctc/vocabulary.ts';
export { type CtcWord, ctcWords } from './ctc/words.ts';
export { type AlignmentHead, readAlignmentHeads } from './decoding/alignment-heads.ts';
export { timestampRules } from './decoding/timestamp-rules.ts';
export { WhisperDecoder } from './decoding/whisper-decoder.ts';
export type {
  DecodedWindow,
  DecodeWindowOptions,
  SpeechVocabulary,
  WindowAlignment,
  WindowDecoder,
} from './decoding/window-decoder.ts';
export { type MelCepstraOptions, melCepstra } from './features/cepstra.ts';
export type { FrameOptions } from './features/frame-spectrum.ts';
export { type FilterBankOptions, filterBank, kaldiFilterBank } from './features/kaldi-filter-bank.ts';
export { type LogMelOptions, logMel, normalizeLogMel, whisperLogMel } from './features/log-mel.ts';
export { type LogMelConfig, LogMelStream } from './features/log-mel-stream.ts';
export {
  hertzToMel,
  type MelFilterBankOptions,
  type MelScale,
  melFilterBank,
  melToHertz,
} from './features/mel-filter-bank.ts';
export {
  type ShortTimeSpectrum,
  shortTimeFourierTransform,
} from './features/short-time-fourier-transform.ts';
export { standardize } from './features/standardize.ts';
export { type WindowName, windowFunction } from './features/window-function.ts';
export * from './models/ast/index.ts';
export * from './models/conformer/index.ts';
export * from './models/ctc-recognizer/index.ts';
export * from './models/hubert/index.ts';
export * from './models/moonshine/index.ts';
export * from './models/wav2vec2/index.ts';
export * from './models/whisper/index.ts';
export { speechFamilies } from './pretrained/families.ts';
export { loadSoundProcessor } from './pretrained/load-sound-processor.ts';
export type { SoundInputs } from './processing/batch.ts';
export { readSoundProcessorConfig } from './processing/read-sound-processor-config.ts';
export { SoundProcessor } from './processing/sound-processor.ts';
export type {
  NormalizedProcessing,
  SoundProcessorConfig,
  SpectrogramProcessing,
  WaveformProcessing,
  WhisperProcessing,
} from './processing/sound-processor-config.ts';
export { soundFromBrowser } from './sound/browser.ts';
export { type CropSoundOptions, cropSound } from './sound/crop-sound.ts';
export { decodeSound, decodeSoundInParts } from './sound/decode-sound.ts';
export { encodeWav } from './sound/encode-wav.ts';
export { type MicrophoneOptions, microphone } from './sound/microphone.ts';
export { resample } from './sound/resample.ts';
export { checkSound, type Sound, secondsOf } from './sound/sound.ts';
export { toMono } from './sound/to-mono.ts';
export { whisperLanguages } from './tokenizer/languages.ts';
export { type WhisperTokenizerOptions, whisperTokenizer } from './tokenizer/whisper-tokenizer.ts';
export {
  type TargetStart,
  WhisperVocabulary,
  type WhisperVocabularyOptions,
} from './tokenizer/whisper-vocabulary.ts';
export { compressionRatio } from './transcription/compression-ratio.ts';
export { writeJson, writeSrt, writeText, writeTsv, writeVtt } from './transcription/formats/formats.ts';
export type { SubtitleOptions } from './transcription/formats/subtitles.ts';
export type { Clip, TranscribeOptions } from './transcription/options.ts';
export type { SoundSource } from './transcription/sound-reader.ts';
export { type SpeechSpansOptions, speechSpans } from './transcription/speech-spans.ts';
export {
  StreamingTranscriber,
  type StreamingTranscriberOptions,
  type StreamingUpdate,
} from './transcription/streaming-transcriber.ts';
export { dynamicTimeWarping, type WarpingPath } from './transcription/timing/dynamic-time-warping.ts';
export { medianFilter } from './transcription/timing/median-filter.ts';
export { splitWords, type WordIds } from './transcription/timing/split-words.ts';
export { type TranscriptEnd, transcribe, transcribeAll } from './transcription/transcribe.ts';
export {
  type TranscribeInBatchesOptions,
  transcribeInBatches,
} from './transcription/transcribe-in-batches.ts';
export type {
  TranscribedWord,
  Transcript,
  TranscriptionProgress,
  TranscriptSegment,
} from './transcription/transcript.ts';
export { type WordAttention, wordAttention } from './transcription/word-attention.ts';
export { VoiceActivityDetector, type VoiceSpansOptions } from './voice-activity/detector.ts';
export { VoiceActivityNetwork, voiceActivityFeatures } from './voice-activity/network.ts';
export type { SpanOptions, SpeechSpan, VoiceActivity } from './voice-activity/spans.ts';
