/** A token's text so that it can be seen: spaces and line ends are marked. */
export function shownText(text: string): string {
  if (text === '') return '∅';
  return text.replace(/\n/g, '↵').replace(/ /g, '␣');
}
