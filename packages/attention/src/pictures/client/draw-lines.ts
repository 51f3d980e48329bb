import { colorOf, type Ink } from './colors.ts';
import { type Scene, samePlace, shownPlace } from './scene.ts';

/** Weights below this share of the strongest colour draw no line: it could not be seen. */
const faintest = 0.02;

/** Height of a word in the two columns; the style sheet has it too. */
const lineHeight = 28;

/** Thin lines need more colour than cells do: the faint end of the palette would be lost. */
export const lineInk: Ink = {
  tone: (share) => 0.4 + 0.6 * share,
  opacity: (share) => Math.min(1, 1.6 * share),
};

interface Line {
  readonly row: number;
  readonly column: number;
  readonly share: number;
  readonly standsOut: boolean;
}

/**
 * Draws a line from each word of the rows, left, to each word of the columns, right: the larger the weight, the
 * stronger the line. If the scene speaks of a word, its lines stand out.
 */
export function drawLines(canvas: HTMLCanvasElement, scene: Scene): void {
  const { map, look } = scene;
  const width = canvas.clientWidth;
  const height = Math.max(map.rows, map.columns) * lineHeight;
  const density = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.scale(density, density);
  const speaks = shownPlace(scene) !== undefined;
  for (const { row, column, share, standsOut } of linesOf(scene)) {
    const from = (row + 0.5) * lineHeight;
    const to = (column + 0.5) * lineHeight;
    const solid = standsOut ? Math.min(1, 0.25 + 2.5 * share) : lineInk.opacity(share);
    context.globalAlpha = speaks && !standsOut ? 0.12 * solid : solid;
    context.strokeStyle = colorOf(look.theme, lineInk.tone(share));
    context.lineWidth = 1 + (standsOut ? 4 : 2.5) * share;
    context.beginPath();
    context.moveTo(0, from);
    context.bezierCurveTo(width * 0.45, from, width * 0.55, to, width, to);
    context.stroke();
  }
}

/** The lines from the weakest to the strongest, those that stand out last: what comes later lies on top. */
function linesOf(scene: Scene): Line[] {
  const shown = shownPlace(scene);
  const lines = Array.from(scene.map.values, (weight, index) => {
    const row = Math.floor(index / scene.map.columns);
    const column = index % scene.map.columns;
    const standsOut =
      samePlace(shown, { side: 'rows', index: row }) || samePlace(shown, { side: 'columns', index: column });
    return { row, column, share: Math.min(1, weight / scene.most), standsOut };
  });
  return lines
    .filter(({ share }) => share >= faintest)
    .sort((one, other) => Number(one.standsOut) - Number(other.standsOut) || one.share - other.share);
}
