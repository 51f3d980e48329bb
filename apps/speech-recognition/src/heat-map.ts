import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type AttentionMap, attentionHtml } from '@heed/attention/pictures';
import { writeFileAtomically } from '@heed/core/node';
import { logMel, type WordAttention } from '@heed/speech';
import { encodePng, type Picture, resizePicture } from '@heed/vision';

/** Cells of the map a second. */
const cellsPerSecond = 10;
const framesPerCell = 5;

/**
 * A page of what was listened to for each word: cross-attention over time, drawn over the spectrogram; a card for each
 * window, every head. Points at a word show its sound.
 */
function heatMapHtml(title: string, text: string, windows: readonly WordAttention[]): string {
  return attentionHtml({
    title,
    description: 'Time runs from left to right, from low notes below to high ones above.',
    texts: [{ label: 'Heard', text }],
    maps: windows.map(mapOf),
  });
}

/** Writes the page `NAME.attention.html` into a folder. */
export async function writeHeatMap(
  folder: string,
  path: string,
  text: string,
  windows: readonly WordAttention[],
): Promise<string> {
  const name = basename(path).replace(/\.\w+$/, '');
  const html = heatMapHtml(`What was listened to: ${name}`, text, windows);
  await mkdir(folder, { recursive: true });
  await writeFileAtomically(join(folder, `${name}.attention.html`), new TextEncoder().encode(html));
  return join(folder, `${name}.attention.html`);
}

function mapOf(window: WordAttention): AttentionMap {
  const { data, columns } = cellsOf(window);
  const [heads, words] = window.weights.shape;
  const at = (cell: number): string => `${(window.start + cell / cellsPerSecond).toFixed(1)} s`;
  const end = window.start + columns / cellsPerSecond;
  return {
    name: `${window.start.toFixed(0)} to ${end.toFixed(0)} s`,
    kind: 'image',
    rows: window.words.map((word) => word.trim()),
    columns: Array.from({ length: columns }, (_, cell) => at(cell)),
    weights: { data, shape: [heads, words, columns] },
    image: {
      source: `data:image/png;base64,${Buffer.from(encodePng(spectrogram(window.samples))).toString('base64')}`,
      description: 'The spectrogram of the sound',
      grid: { rows: 1, columns },
    },
  };
}

/** Weights of frames as weights of cells: sums of neighbours. */
export function cellsOf({ weights }: WordAttention): { data: Float32Array; columns: number } {
  const [heads, words, frames] = weights.shape;
  const columns = Math.max(1, Math.ceil(frames / framesPerCell));
  const data = new Float32Array(heads * words * columns);
  for (let row = 0; row < heads * words; row++) {
    for (let frame = 0; frame < frames; frame++) {
      const at = row * columns + Math.floor(frame / framesPerCell);
      data[at] = (data[at] ?? 0) + (weights.data[row * frames + frame] ?? 0);
    }
  }
  return { data, columns };
}

/** The log-mel spectrogram in grey, low notes below, as wide as a page. */
export function spectrogram(samples: Float32Array): Picture {
  using features = logMel({ samplingRate: 16_000, channels: [samples] });
  const [bins = 0, frames = 0] = features.shape;
  const values = features.dataSync();
  const grey = Float32Array.from({ length: bins * frames }, (_, at) => {
    const [row, frame] = [Math.floor(at / frames), at % frames];
    return Math.min(1, Math.max(0, (Number(values[(bins - 1 - row) * frames + frame]) + 1) / 2.5));
  });
  const picture: Picture = {
    ...{ width: frames, height: bins, color: 'grey', layout: 'channels-last', range: 1 },
    data: grey,
  };
  return resizePicture(picture, {
    width: Math.max(200, Math.min(1200, frames)),
    height: 3 * bins,
    filter: 'bilinear',
  });
}
