/**
 * Makes many elements one stop of the Tab key: keys move the focus between them, as the patterns of WAI-ARIA ask for.
 *
 * @param next Where a key leads from an element, both by index; `undefined` if the key does nothing here.
 */
export function rove(
  container: HTMLElement,
  items: readonly HTMLElement[],
  next: (index: number, key: string) => number | undefined,
): void {
  for (const [index, item] of items.entries()) item.tabIndex = index === 0 ? 0 : -1;
  container.addEventListener('focusin', (event) => {
    if (!items.some((item) => item === event.target)) return;
    for (const item of items) item.tabIndex = item === event.target ? 0 : -1;
  });
  container.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const index = event.target instanceof HTMLElement ? items.indexOf(event.target) : -1;
    const to = index < 0 ? undefined : next(index, event.key);
    const item = to === undefined ? undefined : items[to];
    if (item === undefined) return;
    event.preventDefault();
    item.focus();
  });
}
