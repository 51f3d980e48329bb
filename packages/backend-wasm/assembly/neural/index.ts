export { attention, attentionGradient } from './attention';
export { crossEntropy, crossEntropyGradient } from './cross-entropy';
export { dropout } from './dropout';
export { adamw, binary, relu, reluGradient } from './elementwise';
export { layerNorm, layerNormGradient, layerNormTileRows } from './layer-norm';
export { columnSums, embedding, embeddingGradient, largestMagnitude, scaledSquares, swapAxes } from './rows';
