import { computed, type Ref, shallowRef, watchEffect } from 'vue';

/** How the page looks: as the system, or as the visitor says. */
export type ThemeChoice = 'system' | 'light' | 'dark';

const key = 'heed-playground-theme';
const darkSystem = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = shallowRef(darkSystem.matches);
darkSystem.addEventListener('change', ({ matches }) => {
  systemIsDark.value = matches;
});

/** What the visitor chose, kept between visits. */
export const themeChoice: Ref<ThemeChoice> = shallowRef(kept());

/** How the page looks now. */
export const theme: Readonly<Ref<'light' | 'dark'>> = computed(() => {
  if (themeChoice.value !== 'system') return themeChoice.value;
  return systemIsDark.value ? 'dark' : 'light';
});

watchEffect(() => {
  document.documentElement.dataset['theme'] = theme.value;
});

watchEffect(() => {
  try {
    localStorage.setItem(key, themeChoice.value);
  } catch {
    // Where nothing may be kept, the choice lasts as long as the page.
  }
});

function kept(): ThemeChoice {
  try {
    const choice = localStorage.getItem(key);
    return choice === 'light' || choice === 'dark' ? choice : 'system';
  } catch {
    return 'system';
  }
}
