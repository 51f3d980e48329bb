/** A number used as address; JavaScript passes addresses above 2 GiB as they are, WebAssembly wraps them. */
type Address = number;
/** 0 or 1. */
type Flag = number;

/** What assembly/index.ts exports. The formulas stand there. */
export interface Exports {
  attentionInputs(
    q: Address,
    k: Address,
    v: Address,
    mask: Address,
    bias: Address,
    heads: number,
    keyHeads: number,
    length: number,
    keyLength: number,
    room: number,
    width: number,
    valueWidth: number,
    causal: Flag,
    scale: number,
  ): void;
  attentionSteps(slot: number, batch: number, head: number, query: number): void;
  attention(out: Address, batch: number, work: Address): void;
  attentionWork(batch: number, heads: number, length: number, keys: number, valueWidth: number): number;
  attentionGradient(
    out: Address,
    g: Address,
    dq: Address,
    dk: Address,
    dv: Address,
    batch: number,
    dBias: Address,
    biasSize: number,
    biasBatch: number,
    biasHeads: number,
  ): void;
  biasGradientCopies(batch: number, keyHeads: number, biasBatch: number, biasHeads: number): number;
  initialize(scratch: Address, mayWait: Flag): void;
  setThreads(threads: number): void;
  work(spins: number): void;
  /** Waits for all commands of the queue; 1 when a kernel failed before that. */
  complete(): Flag;
  noteTrap(): void;
  /** Passes by the command that failed. */
  skip(): void;
  stop(): void;
  spin(count: number): number;
  forkJoin(tiles: number): void;
  matmul(
    a: Address,
    b: Address,
    c: Address,
    m: number,
    n: number,
    k: number,
    transposeA: Flag,
    transposeB: Flag,
    bias: Address,
    accumulate: Flag,
    batch: number,
    strideA: number,
    strideB: number,
    packed: Address,
  ): void;
  matmulPack(b: Address, n: number, k: number, transposeB: Flag, packed: Address): void;
  matmulPacked(
    a: Address,
    c: Address,
    m: number,
    n: number,
    k: number,
    transposeA: Flag,
    bias: Address,
    packed: Address,
  ): void;
  /** What the products until `endEpilogue` do with each element: see assembly/matmul/epilogue.ts. */
  beginEpilogue(activation: number, y: Address, gate: Address, residual: Address): void;
  endEpilogue(): void;
  matmulNeedsPacking(m: number, n: number, k: number, transposeA: Flag, transposeB: Flag): Flag;
  matmulFewRows(transposeA: Flag, transposeB: Flag): number;
  unary(op: number, x: Address, y: Address, size: number): void;
  unaryGradient(op: number, x: Address, g: Address, y: Address, size: number): void;
  operand(index: number, address: Address, outer: number, step: number, single: Flag): void;
  binary(op: number, y: Address, outer: number, rows: number, columns: number): void;
  compare(op: number, y: Address, outer: number, rows: number, columns: number): void;
  logic(op: number, y: Address, outer: number, rows: number, columns: number): void;
  choose(y: Address, outer: number, rows: number, columns: number): void;
  power(x: Address, y: Address, size: number, exponent: number): void;
  sumRows(x: Address, y: Address, rows: number, width: number): void;
  sumColumns(x: Address, y: Address, outer: number, rows: number, width: number): void;
  sumAll(x: Address, y: Address, work: Address, size: number): void;
  sumAllWork(size: number): number;
  sumsOfSquares(table: Address, count: number, y: Address, work: Address): void;
  extremeRows(x: Address, y: Address, rows: number, width: number, smallest: Flag): void;
  extremeColumns(x: Address, y: Address, outer: number, rows: number, width: number, smallest: Flag): void;
  triangular(
    x: Address,
    y: Address,
    allRows: number,
    rows: number,
    columns: number,
    shift: number,
    edge: number,
    lower: Flag,
  ): void;
  classMask(targets: Address, y: Address, rows: number, classes: number, ignore: number): void;
  topRows(x: Address, values: Address, places: Address, rows: number, width: number, k: number): void;
  cast(x: Address, y: Address, size: number, from: number, to: number): void;
  softmax(x: Address, y: Address, rows: number, width: number): void;
  softmaxGradient(y: Address, g: Address, dx: Address, rows: number, width: number): void;
  logSoftmax(x: Address, y: Address, rows: number, width: number): void;
  logSoftmaxGradient(y: Address, g: Address, dx: Address, rows: number, width: number): void;
  norm(
    x: Address,
    weight: Address,
    bias: Address,
    y: Address,
    rows: number,
    width: number,
    epsilon: number,
  ): void;
  normGradient(
    x: Address,
    weight: Address,
    g: Address,
    dx: Address,
    dWeight: Address,
    dBias: Address,
    work: Address,
    rows: number,
    width: number,
    epsilon: number,
  ): void;
  /** Floats. */
  normGradientWork(rows: number, width: number): number;
  crossEntropy(
    logits: Address,
    targets: Address,
    losses: Address,
    ignore: number,
    rows: number,
    classes: number,
    smoothing: number,
  ): void;
  crossEntropyGradient(
    logits: Address,
    targets: Address,
    g: Address,
    dx: Address,
    ignore: number,
    rows: number,
    classes: number,
    smoothing: number,
  ): void;
  gatherRows(
    x: Address,
    ids: Address,
    y: Address,
    outer: number,
    rows: number,
    count: number,
    bytes: number,
  ): void;
  scatterRows(
    x: Address,
    ids: Address,
    y: Address,
    outer: number,
    rows: number,
    count: number,
    width: number,
    padding: number,
  ): void;
  rope(
    x: Address,
    cos: Address,
    sin: Address,
    y: Address,
    rows: number,
    heads: number,
    length: number,
    width: number,
    half: number,
    batchStep: number,
    neighbours: Flag,
    headStep: number,
  ): void;
  copyRuns(x: Address, y: Address, runs: number, bytes: number, stepX: number, stepY: number): void;
  fillWords(y: Address, count: number, word: number): void;
  padRuns(x: Address, y: Address, runs: number, bytes: number, before: number, after: number): void;
  cumulate(x: Address, y: Address, outer: number, length: number, inner: number, reverse: Flag): void;
  windows(
    height: number,
    width: number,
    kernelHeight: number,
    kernelWidth: number,
    strideY: number,
    strideX: number,
    paddingY: number,
    paddingX: number,
    dilationY: number,
    dilationX: number,
    rows: number,
    columns: number,
  ): void;
  unfold(picture: Address, columns: Address, channels: number): void;
  /** In how many parts the sources are taken; 0 where the window is too large: see assembly/convolution/geometry.ts. */
  convolutionParts(
    height: number,
    width: number,
    kernelHeight: number,
    kernelWidth: number,
    strideY: number,
    strideX: number,
    spreadY: number,
    spreadX: number,
    paddingY: number,
    paddingX: number,
    dilationY: number,
    dilationX: number,
    rows: number,
    columns: number,
    sources: number,
    targets: number,
  ): number;
  convolution(...window: Parameters<Exports['convolutionParts']>): void;
  convolve(
    x: Address,
    weight: Address,
    bias: Address,
    y: Address,
    batch: number,
    groups: number,
    targets: number,
    flipped: Flag,
  ): void;
  convolutionWeightGradient(
    x: Address,
    gradient: Address,
    weight: Address,
    batch: number,
    groups: number,
    targets: number,
  ): void;
  fold(picture: Address, columns: Address, channels: number): void;
  maxPool(x: Address, y: Address, planes: number): void;
  maxPoolGradient(x: Address, gradient: Address, dx: Address, planes: number): void;
  fourierServes(length: number): Flag;
  fourier(
    x: Address,
    roots: Address,
    real: Address,
    imaginary: Address,
    rows: number,
    length: number,
    gradient: Flag,
  ): void;
  adamw(table: Address, count: number, beta1: number, beta2: number, epsilon: number): void;
  dropout(
    x: Address,
    y: Address,
    size: number,
    key0: number,
    key1: number,
    threshold: number,
    scale: number,
  ): void;
  /** Floats. */
  halfLinearWork(m: number, n: number, k: number): number;
  halfLinear(
    x: Address,
    w: Address,
    y: Address,
    bias: Address,
    packed: Address,
    m: number,
    n: number,
    k: number,
    brain: Flag,
  ): void;
  /** Bytes of a matrix in blocks; see assembly/quantized/formats.ts. */
  quantizedBytes(type: number, rows: number, columns: number): number;
  moveQuantizedRows(
    type: number,
    file: Address,
    matrix: Address,
    columns: number,
    first: number,
    count: number,
    back: Flag,
  ): void;
  quantizedRows(
    type: number,
    matrix: Address,
    ids: Address,
    y: Address,
    count: number,
    columns: number,
  ): void;
  /** Bytes. */
  quantizedWork(m: number, k: number): number;
  /** A map of the next product. */
  quantizedMap(map: number, w: Address, y: Address, bias: Address, n: number): void;
  quantizedMaps(type: number, count: number, x: Address, work: Address, m: number, k: number): void;
  quantizedGated(type: number, activation: number, x: Address, work: Address, m: number, k: number): void;
  permute(
    x: Address,
    y: Address,
    n0: number,
    n1: number,
    n2: number,
    n3: number,
    step0: number,
    step1: number,
    step2: number,
    step3: number,
    width: number,
  ): void;
}

/** The same, told apart from other modules by asking for one of its functions. */
export function exportsOf(functions: object): Exports {
  if (!('matmul' in functions)) throw new TypeError('not the kernels of @heed/backend-wasm');
  return functions as Exports;
}
