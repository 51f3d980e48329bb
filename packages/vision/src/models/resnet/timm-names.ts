const timmBlock = /^layer(\d+)\.(\d+)\.(conv|bn|downsample\.)(\d+)\./;
const block =
  /^encoder\.stages\.(\d+)\.layers\.(\d+)\.(?:layer\.(\d+)|shortcut)\.(convolution|normalization)\./;

/**
 * The name that transformers gives to a weight which timm calls `conv1.weight` or `layer2.0.downsample.1.bias`; other names
 * stay as they are.
 */
export function fromTimmName(name: string): string {
  const found = timmBlock.exec(name);
  if (found === null) return name.replace(/^(conv|bn)1\./, (_, kind) => `embedder.embedder.${partOf(kind)}.`);
  const [start, stage, layer, kind = '', number] = found;
  const place =
    kind === 'downsample.'
      ? `shortcut.${partOf(number === '0' ? 'conv' : 'bn')}`
      : `layer.${Number(number) - 1}.${partOf(kind)}`;
  return `encoder.stages.${Number(stage) - 1}.layers.${layer}.${place}.${name.slice(start.length)}`;
}

/** The reverse of {@link fromTimmName}. */
export function toTimmName(name: string): string {
  const found = block.exec(name);
  if (found === null) {
    return name.replace(
      /^embedder\.embedder\.(convolution|normalization)\./,
      (_, part) => `${kindOf(part)}1.`,
    );
  }
  const [start, stage, layer, number, part = ''] = found;
  const kind = kindOf(part);
  const place =
    number === undefined ? `downsample.${kind === 'conv' ? 0 : 1}` : `${kind}${Number(number) + 1}`;
  return `layer${Number(stage) + 1}.${layer}.${place}.${name.slice(start.length)}`;
}

function partOf(kind: string): string {
  return kind === 'conv' ? 'convolution' : 'normalization';
}

function kindOf(part: string): string {
  return part === 'convolution' ? 'conv' : 'bn';
}
