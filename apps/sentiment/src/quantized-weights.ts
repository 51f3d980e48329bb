import {
  dequantize,
  encodeSafetensors,
  FormatError,
  type Module,
  openSafetensors,
  type Parameter,
  type QuantizableDType,
  quantize,
  readTensor,
  type Tensor,
  tensor,
  tidy,
  toSnakeCase,
  type WeightInput,
} from '@heed/core';

/** Matrices are kept in blocks of 32 numbers with 5 bits each, a scale and an offset: 6 bits for a weight. */
const storedType: QuantizableDType = 'q5_1';

const suffix = `.${storedType}`;

/** True for what is quantised; norms and biases are small and stay as they are. */
function isMatrix({ shape }: Parameter): boolean {
  return shape.length === 2 && (shape[1] ?? 0) % 32 === 0;
}

/** A tensor of the file. */
type Entry = Tensor | { readonly type: 'U8'; readonly shape: readonly number[]; readonly data: Uint8Array };

/**
 * The file of a model with its matrices quantised. Safetensors has no blocks, so a matrix stands there as the bytes of its
 * rows, under its name with the type behind it.
 */
export function encodeQuantized(model: Pick<Module, 'parameters'>): Promise<Uint8Array<ArrayBuffer>> {
  const entries = tidy(() =>
    Array.from(model.parameters(), ([name, parameter]): [string, Entry] => {
      const key = toSnakeCase(name);
      if (!isMatrix(parameter)) return [key, parameter.value];
      const data = quantize(parameter, storedType).dataSync();
      const rows = parameter.shape[0] ?? 1;
      return [
        `${key}${suffix}`,
        { type: 'U8', shape: [rows, data.length / rows], data: new Uint8Array(data) },
      ];
    }),
  );
  return encodeSafetensors(entries, { metadata: { format: 'heed', blocks: storedType } });
}

/**
 * Loads what {@link encodeQuantized} made; matrices become float32 again.
 *
 * @throws {FormatError} for a file that lacks a weight or has one of another shape.
 */
export async function decodeQuantized(
  model: Pick<Module, 'parameters'>,
  weights: WeightInput,
): Promise<void> {
  // Not by `using`, which Safari does not have.
  const file = await openSafetensors(weights);
  try {
    for (const [path, parameter] of model.parameters()) {
      const key = toSnakeCase(path);
      const wanted = isMatrix(parameter) ? `${key}${suffix}` : key;
      if (!file.entries.has(wanted)) throw new FormatError(`${file.name}: ${wanted} is missing`);
      if (!isMatrix(parameter)) {
        parameter.assign(await readTensor(file, key, { dtype: 'float32' }));
        continue;
      }
      const { data } = await file.read(wanted);
      if (!(data instanceof Uint8Array)) throw new FormatError(`${file.name}: ${wanted} holds no bytes`);
      const { shape } = parameter;
      parameter.assign(tidy(() => dequantize(tensor(data, { shape, dtype: storedType }))));
    }
  } finally {
    await file.close();
  }
}
