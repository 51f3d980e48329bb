import type { Theme } from '../palette.ts';
import type { Payload } from '../payload.ts';
import { element } from './elements.ts';
import type { Look } from './scene.ts';

/** Choices for all cards: how maps are drawn, what their colours mean, dark or light. */
export function controls(
  payload: Payload,
  change: (look: Look) => void,
): {
  readonly element: HTMLElement;
  readonly look: () => Look;
} {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  let theme: Theme | undefined;
  const systemTheme = (): Theme => (dark.matches ? 'dark' : 'light');
  let look: Look = { theme: systemTheme(), view: payload.view, scaleTo: payload.scaleTo };
  const set = (part: Partial<Look>): void => {
    look = { ...look, ...part };
    change(look);
  };

  const views = choice('View', payload.view, { matrix: 'Matrix', lines: 'Lines' }, (view) => set({ view }));
  const scales = choice(
    'Colours up to',
    payload.scaleTo === 1 ? 'one' : 'largest',
    { one: '100 %', largest: 'largest weight' },
    (scale) => set({ scaleTo: scale === 'one' ? 1 : 'largest' }),
  );
  const toggle = element('button', { type: 'button', class: 'theme' });
  const showTheme = (): void => {
    document.documentElement.dataset['theme'] = theme ?? 'system';
    toggle.textContent = look.theme === 'dark' ? 'Light' : 'Dark';
    toggle.setAttribute('aria-label', look.theme === 'dark' ? 'Light colours' : 'Dark colours');
  };
  toggle.addEventListener('click', () => {
    theme = look.theme === 'dark' ? 'light' : 'dark';
    look = { ...look, theme };
    showTheme();
    change(look);
  });
  dark.addEventListener('change', () => {
    if (theme !== undefined) return;
    look = { ...look, theme: systemTheme() };
    showTheme();
    change(look);
  });
  showTheme();
  const hasWords = payload.models.some(({ kind }) => kind !== 'image');
  const box = element('div', { class: 'controls' }, ...(hasWords ? [views] : []), scales, toggle);
  return { element: box, look: () => look };
}

/** One of several, as radio buttons that look like one bar. */
function choice<Value extends string>(
  label: string,
  first: Value,
  values: Readonly<Record<Value, string>>,
  choose: (value: Value) => void,
): HTMLElement {
  const name = label.toLowerCase().replaceAll(' ', '-');
  const box = element('fieldset', {}, element('legend', {}, label));
  const keys = Object.keys(values).filter((key): key is Value => key in values);
  for (const value of keys) {
    const input = element('input', { type: 'radio', name, value, checked: value === first });
    input.addEventListener('change', () => choose(value));
    box.append(element('label', {}, input, element('span', {}, values[value])));
  }
  return box;
}
