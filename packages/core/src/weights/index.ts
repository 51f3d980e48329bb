export { asSource, type ByteSource, blobSource, bytesSource, type WeightInput } from './byte-source.ts';
export { naturalDType } from './convert.ts';
export {
  type EncodeOptions,
  encodeSafetensors,
  type SafetensorsEntries,
  type SavedFloat,
  safetensorsChunks,
} from './encode-safetensors.ts';
export { fetchBytes } from './fetch-bytes.ts';
export { type FetchPiecesOptions, fetchPieces } from './fetch-pieces.ts';
export { fetchWeights } from './fetch-weights.ts';
export { foreignFormat } from './foreign-format.ts';
export { joinBytes } from './join-bytes.ts';
export type { NameOptions } from './load-plan.ts';
export { type LoadReport, type LoadWeightsOptions, loadWeights } from './load-weights.ts';
export { checkMatrixType, type MatrixType } from './matrix-types.ts';
export { toCamelCase, toSnakeCase } from './names.ts';
export { piecesSource } from './pieces-source.ts';
export type { Fetch, FetchOptions } from './request.ts';
export { openSafetensors, SafetensorsFile } from './safetensors.ts';
export type { PlacedEntry, WeightEntry } from './safetensors-header.ts';
export { type SaveWeightsOptions, saveWeights, weightChunks } from './save-weights.ts';
export { openSharded } from './sharded.ts';
export { partsInside } from './stay-inside.ts';
export type { StoredType } from './stored-type.ts';
export { parseStrictJson, showValue } from './strict-json.ts';
export { urlSource } from './url-source.ts';
export {
  type BlockType,
  isBlockType,
  type StoredNumbers,
  viewStored,
  type WeightArray,
  type WeightType,
} from './weight-array.ts';
export { type WeightFile, type WeightFilesOptions, weightFiles } from './weight-files.ts';
export { type ReadTensorOptions, readTensor, type WeightSource } from './weight-source.ts';
