import { type Ref, shallowRef, watch } from 'vue';

/** A text that is kept between visits, where anything may be. */
export function keptText(key: string): Ref<string> {
  const text = shallowRef(stored(key));
  watch(text, (now) => {
    try {
      localStorage.setItem(key, now);
    } catch {
      // Then it lasts as long as the page.
    }
  });
  return text;
}

function stored(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}
