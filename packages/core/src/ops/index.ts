export { abs } from './abs.ts';
export {
  type AdamWAttributes,
  type AdamWInput,
  type AdamWOptions,
  type AdamWResult,
  adamwUpdate,
} from './adamw-update.ts';
export { add } from './add.ts';
export { type ArangeOptions, arange } from './arange.ts';
export { argmax } from './argmax.ts';
export type { AttentionOptions } from './attention-arguments.ts';
export { attentionWeights } from './attention-weights.ts';
export { broadcastTo } from './broadcast-to.ts';
export { cast } from './cast.ts';
export { classMask } from './class-mask.ts';
export { concat } from './concat.ts';
export { type Conv1dOptions, conv1d } from './conv1d.ts';
export { type Conv2dOptions, conv2d } from './conv2d.ts';
export { cos } from './cos.ts';
export { type CrossEntropyOptions, crossEntropy, nextTokenCrossEntropy } from './cross-entropy.ts';
export { type CtcLossOptions, ctcLoss } from './ctc-loss.ts';
export { cumsum } from './cumsum.ts';
export { dequantize } from './dequantize.ts';
export { divide } from './divide.ts';
export { type DropoutOptions, dropout } from './dropout.ts';
export { type EmbeddingOpOptions, embedding } from './embedding.ts';
export { equal } from './equal.ts';
export { erf } from './erf.ts';
export { exp } from './exp.ts';
export { expandDims } from './expand-dims.ts';
export { type EyeOptions, eye } from './eye.ts';
export { type FoldOptions, fold } from './fold.ts';
export { full, fullLike, ones, zeros } from './full.ts';
export { gatedLinear } from './gated-linear.ts';
export { gather } from './gather.ts';
export { type GeluOptions, gelu } from './gelu.ts';
export { greater } from './greater.ts';
export { greaterEqual } from './greater-equal.ts';
export { layerNorm, type NormalizationOptions } from './layer-norm.ts';
export { less } from './less.ts';
export { lessEqual } from './less-equal.ts';
export {
  type LinearActivation,
  type LinearEpilogue,
  type LinearMap,
  linear,
} from './linear.ts';
export { linearMaps } from './linear-maps.ts';
export { log } from './log.ts';
export { logSoftmax } from './log-softmax.ts';
export { logicalAnd } from './logical-and.ts';
export { logicalNot } from './logical-not.ts';
export { logicalOr } from './logical-or.ts';
export { type MatmulOptions, matmul } from './matmul.ts';
export { max } from './max.ts';
export { type MaxPool2dOptions, maxPool2d } from './max-pool2d.ts';
export { maximum } from './maximum.ts';
export { mean } from './mean.ts';
export { min } from './min.ts';
export { minimum } from './minimum.ts';
export { multiply } from './multiply.ts';
export { negate } from './negate.ts';
export { notEqual } from './not-equal.ts';
export { type PadOptions, pad } from './pad.ts';
export { power } from './power.ts';
export { quantize } from './quantize.ts';
export { type RealSpectrum, realFft } from './real-fft.ts';
export { relu } from './relu.ts';
export { repeatHeads } from './repeat-heads.ts';
export { reshape } from './reshape.ts';
export { rmsNorm } from './rms-norm.ts';
export { type RopeOptions, type RotaryPairs, rope } from './rope.ts';
export { type CacheRows, type RotatedHeads, ropeInto } from './rope-into.ts';
export { rsqrt } from './rsqrt.ts';
export { scaledDotProductAttention } from './scaled-dot-product-attention.ts';
export { type ScatterAddOptions, scatterAdd } from './scatter-add.ts';
export { sigmoid } from './sigmoid.ts';
export { silu } from './silu.ts';
export { sin } from './sin.ts';
export { type SliceOptions, slice } from './slice.ts';
export { type AxisOption, softmax } from './softmax.ts';
export { softplus } from './softplus.ts';
export { type SplitOptions, split } from './split.ts';
export { sqrt } from './sqrt.ts';
export { squeeze } from './squeeze.ts';
export { stack } from './stack.ts';
export { subtract } from './subtract.ts';
export { type ReductionOptions, sum } from './sum.ts';
export { sumOfSquares } from './sum-of-squares.ts';
export { sumTo } from './sum-to.ts';
export { tanh } from './tanh.ts';
export { type NestedNumbers, type TensorOptions, tensor } from './tensor.ts';
export { to } from './to.ts';
export { type TopK, topK } from './top-k.ts';
export { transpose } from './transpose.ts';
export { type TriangularOptions, triangular } from './triangular.ts';
export { type Pair, unfold, type WindowOptions } from './unfold.ts';
export { unstack } from './unstack.ts';
export { weightedValues } from './weighted-values.ts';
export { where } from './where.ts';
export { writeInto } from './write-into.ts';
