import { percent } from '../percent.ts';
import { paintMap } from './colors.ts';
import { lineInk } from './draw-lines.ts';
import { element } from './elements.ts';
import type { Scene } from './scene.ts';

const steps = 64;

/** The colours of a card's map, from 0 to the weight with the strongest colour. */
export function legend(image: boolean): {
  readonly element: HTMLElement;
  readonly update: (scene: Scene) => void;
} {
  const canvas = element('canvas', { 'aria-hidden': 'true' });
  const most = element('span');
  const box = element('p', { class: 'legend' }, element('span', {}, 'weight 0'), canvas, most);
  const update = (scene: Scene): void => {
    most.textContent = scene.most === 1 ? '100\u00a0%' : percent(scene.most);
    const values = Float64Array.from({ length: steps }, (_, index) => index / (steps - 1));
    const ground = image ? 'picture' : scene.look.theme;
    paintMap(
      canvas,
      { rows: 1, columns: steps, values },
      1,
      ground,
      !image && scene.look.view === 'lines' ? lineInk : undefined,
    );
  };
  return { element: box, update };
}
