import { element } from './elements.ts';

const distance = 14;

/** A small box beside the pointer with the number of what is under it. Screen readers get the table instead. */
export const tooltip: {
  readonly element: HTMLElement;
  readonly show: (event: PointerEvent, text: string) => void;
  readonly hide: () => void;
} = {
  element: element('div', { class: 'tooltip', 'aria-hidden': 'true', hidden: true }),
  show: (event, text) => {
    const box = tooltip.element;
    box.textContent = text;
    box.hidden = false;
    const left = Math.min(event.clientX + distance, window.innerWidth - box.offsetWidth - 4);
    const above = event.clientY - box.offsetHeight - distance;
    box.style.left = `${Math.max(4, left)}px`;
    box.style.top = `${above < 4 ? event.clientY + distance : above}px`;
  },
  hide: () => {
    tooltip.element.hidden = true;
  },
};
