import names from 'unicode-emoji-json/data-by-emoji.json' with { type: 'json' };

const nameOf: ReadonlyMap<string, string> = new Map(
  Object.entries(names).map(([emoji, { name }]) => [withoutStyle(emoji), name]),
);

/** Without the sign that asks for a coloured picture, which people leave out, and without skin tones. */
function withoutStyle(emoji: string): string {
  return emoji.replace(/[\uFE0F\u{1F3FB}-\u{1F3FF}]/gu, '');
}

/**
 * A text with the names that Unicode gives its emoji in their places: the encoder's vocabulary has words, and hardly an
 * emoji. 😍 becomes "smiling face with heart-eyes".
 */
export function spellEmoji(text: string): string {
  return text.replace(/\p{RGI_Emoji}|\p{Extended_Pictographic}/gv, (emoji) => {
    const name = nameOf.get(withoutStyle(emoji));
    return name === undefined ? emoji : ` ${name} `;
  });
}
