/** A number used as address. */
type Address = number;

/** What assembly/neural exports. The formulas stand there. */
export interface NeuralExports {
  binary(kind: number, a: Address, b: Address, y: Address, n: number, period: number): void;
  relu(x: Address, y: Address, n: number): void;
  reluGradient(y: Address, g: Address, dx: Address, n: number): void;
  dropout(
    x: Address,
    y: Address,
    n: number,
    threshold: number,
    scale: number,
    key0: number,
    key1: number,
  ): void;
  adamw(
    p: Address,
    g: Address,
    m: Address,
    v: Address,
    nextP: Address,
    nextM: Address,
    nextV: Address,
    n: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    stepSize: number,
    inverseRoot: number,
    keep: number,
  ): void;
  layerNorm(
    x: Address,
    weight: Address,
    bias: Address,
    y: Address,
    rows: number,
    width: number,
    epsilon: number,
  ): void;
  layerNormTileRows(): number;
  layerNormGradient(
    x: Address,
    weight: Address,
    g: Address,
    dx: Address,
    partial: Address,
    dWeight: Address,
    dBias: Address,
    rows: number,
    width: number,
    epsilon: number,
  ): void;
  crossEntropy(
    logits: Address,
    targets: Address,
    losses: Address,
    rows: number,
    classes: number,
    ignore: number,
    smoothing: number,
  ): void;
  crossEntropyGradient(
    logits: Address,
    targets: Address,
    upstream: Address,
    out: Address,
    rows: number,
    classes: number,
    ignore: number,
    smoothing: number,
  ): void;
  embedding(table: Address, ids: Address, y: Address, count: number, width: number): void;
  embeddingGradient(
    ids: Address,
    gradient: Address,
    out: Address,
    count: number,
    width: number,
    padding: number,
    rows: number,
  ): void;
  columnSums(x: Address, y: Address, rows: number, columns: number): void;
  swapAxes(x: Address, y: Address, batch: number, a: number, b: number, bytes: number): void;
  largestMagnitude(x: Address, n: number): number;
  scaledSquares(x: Address, n: number, inverse: number, partial: Address): number;
  attention(batch: number, ...arguments_: number[]): void;
  attentionGradient(batch: number, ...arguments_: number[]): void;
}
