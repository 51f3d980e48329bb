import { type Scene, samePlace, shownPlace } from './scene.ts';

/** Weights below this share of the strongest colour draw no line: it could not be seen. */
const faintest = 0.02;

/** Height of a word in the two columns; the style sheet has it too. */
const lineHeight = 28;

/**
 * Draws a line from each word of the rows, left, to each word of the columns, right: the stronger the weight, the
 * stronger the line. If the scene speaks of a word, its lines stand out.
 */
export function drawLines(canvas: HTMLCanvasElement, scene: Scene): void {
  const { map, most } = scene;
  const width = canvas.clientWidth;
  const height = Math.max(map.rows, map.columns) * lineHeight;
  const density = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.scale(density, density);
  context.strokeStyle = getComputedStyle(canvas).color;
  const shown = shownPlace(scene);
  for (const [index, weight] of map.values.entries()) {
    const share = Math.min(1, weight / most);
    if (share < faintest) continue;
    const row = Math.floor(index / map.columns);
    const column = index % map.columns;
    const standsOut =
      samePlace(shown, { side: 'rows', index: row }) || samePlace(shown, { side: 'columns', index: column });
    context.globalAlpha = (shown === undefined ? 0.9 : standsOut ? 1 : 0.08) * share;
    context.lineWidth = standsOut ? 1 + 3 * share : 1 + 1.5 * share;
    const from = (row + 0.5) * lineHeight;
    const to = (column + 0.5) * lineHeight;
    context.beginPath();
    context.moveTo(0, from);
    context.bezierCurveTo(width * 0.45, from, width * 0.55, to, width, to);
    context.stroke();
  }
}
