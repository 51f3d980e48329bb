import { checkHfConfig, type HfConfig } from '@heed/transformer';
import { kaldiFilterBank } from '../features/kaldi-filter-bank.ts';
import { whisperLogMel } from '../features/log-mel.ts';
import type { SoundProcessorConfig } from './sound-processor-config.ts';

const readers: ReadonlyMap<string, (hf: HfConfig) => SoundProcessorConfig> = new Map([
  ['WhisperFeatureExtractor', readWhisper],
  ['Wav2Vec2FeatureExtractor', readWaveform],
  ['ASTFeatureExtractor', readSpectrogram],
  ['ParakeetFeatureExtractor', readNormalized],
]);

/**
 * Reads a published `preprocessor_config.json` of a model that hears: Whisper's, that of wav2vec 2.0 (also of HuBERT,
 * WavLM, Moonshine), of the Audio Spectrogram Transformer and of Parakeet. What is left out is as the class in
 * transformers has it.
 *
 * @throws {FormatError} for a type that is not known, and for a field that is not as it must be.
 *
 * @example
 * ```ts
 * import { HfConfig } from '@heed/transformer';
 * import { readSoundProcessorConfig } from '@heed/speech';
 * const published = { feature_extractor_type: 'WhisperFeatureExtractor', feature_size: 128 };
 * console.log(readSoundProcessorConfig(new HfConfig(published, 'preprocessor_config.json')).kind); // whisper
 * ```
 */
export function readSoundProcessorConfig(hf: HfConfig): SoundProcessorConfig {
  checkHfConfig('readSoundProcessorConfig', hf);
  const read = readers.get(hf.text('feature_extractor_type'));
  if (read === undefined)
    throw hf.unsupported('feature_extractor_type', `one of ${[...readers.keys()].join(', ')}`);
  if (hf.text('padding_side', 'right') !== 'right') throw hf.unsupported('padding_side', 'right');
  if (hf.number('padding_value', 0) !== 0) throw hf.unsupported('padding_value', '0');
  return read(hf);
}

function readWhisper(hf: HfConfig): SoundProcessorConfig {
  if (hf.number('dither', 0) !== 0) throw hf.unsupported('dither', '0');
  const published = whisperLogMel(80);
  const frames = { frameLength: hf.size('n_fft', 400), hopLength: hf.size('hop_length', 160) };
  return {
    kind: 'whisper',
    logMel: {
      ...published,
      samplingRate: hf.size('sampling_rate', 16_000),
      frames: { ...published.frames, ...frames },
      mel: { ...published.mel, bins: hf.size('feature_size', 80) },
    },
    seconds: hf.size('chunk_length', 30),
  };
}

function readWaveform(hf: HfConfig): SoundProcessorConfig {
  if (hf.size('feature_size', 1) !== 1) throw hf.unsupported('feature_size', '1');
  return {
    kind: 'waveform',
    samplingRate: hf.size('sampling_rate', 16_000),
    standardize: hf.flag('do_normalize', true),
    mask: hf.flag('return_attention_mask', false),
  };
}

function readSpectrogram(hf: HfConfig): SoundProcessorConfig {
  const samplingRate = hf.size('sampling_rate', 16_000);
  if (samplingRate !== 16_000) throw hf.unsupported('sampling_rate', '16000');
  const logMel = kaldiFilterBank({
    bins: hf.size('num_mel_bins', 128),
    samplingRate,
    window: 'hann',
    scale: 1,
  });
  const normalize = { mean: hf.number('mean', -4.2677393), deviation: hf.number('std', 4.5689974) };
  if (normalize.deviation <= 0) throw hf.unsupported('std', 'above 0');
  return {
    kind: 'spectrogram',
    logMel,
    frames: hf.size('max_length', 1024),
    ...(hf.flag('do_normalize', true) && { normalize }),
  };
}

function readNormalized(hf: HfConfig): SoundProcessorConfig {
  const frameLength = hf.size('n_fft', 512);
  return {
    kind: 'normalized',
    logMel: {
      samplingRate: hf.size('sampling_rate', 16_000),
      frames: {
        ...{ frameLength, hopLength: hf.size('hop_length', 160), windowLength: hf.size('win_length', 400) },
        ...{ window: 'hann', periodic: false, padding: 'zero' },
      },
      mel: { bins: hf.size('feature_size', 80), scale: 'slaney', norm: 'slaney' },
      logarithm: 'natural',
      floor: 2 ** -24,
      floorIs: 'added',
    },
    preemphasis: hf.number('preemphasis', 0.97),
  };
}
