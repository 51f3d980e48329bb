/** Hours, minutes, seconds and thousandths of a subtitle: `01:02:03.456`. */
export function formatTime(
  seconds: number,
  { hours: always, marker }: { readonly hours: boolean; readonly marker: '.' | ',' },
): string {
  const thousandths = Math.round(seconds * 1000);
  const padded = (value: number, digits = 2): string => String(Math.floor(value)).padStart(digits, '0');
  const hours = Math.floor(thousandths / 3_600_000);
  const shown = always || hours > 0 ? `${padded(hours)}:` : '';
  const minutes = padded((thousandths / 60_000) % 60);
  return `${shown}${minutes}:${padded((thousandths / 1000) % 60)}${marker}${padded(thousandths % 1000, 3)}`;
}
