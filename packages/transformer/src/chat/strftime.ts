import { ChatTemplateError } from './errors.ts';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A date and time of the local zone in the form that C's `strftime` gives it in English: `%d %B %Y` is 26 July 2026. */
export function strftime(date: Date, format: string): string {
  return format.replace(/%(-?)([\s\S]|$)/g, (whole, plain: string, code: string) => {
    const text = fieldOf(date, code);
    if (text === undefined) throw new ChatTemplateError(`chat template: strftime_now does not know ${whole}`);
    return plain === '-' ? text.replace(/^[0 ]+(?=.)/, '') : text;
  });
}

function fieldOf(date: Date, code: string): string | undefined {
  const two = (value: number, filler = '0'): string => String(value).padStart(2, filler);
  const parts = (format: string): string => strftime(date, format);
  const hour = date.getHours();
  const day = days[date.getDay()] ?? '';
  const month = months[date.getMonth()] ?? '';
  const newYear = Date.UTC(date.getFullYear(), 0, 1);
  const today = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  const fields: Readonly<Record<string, () => string>> = {
    '%': () => '%',
    a: () => day.slice(0, 3),
    A: () => day,
    b: () => month.slice(0, 3),
    B: () => month,
    c: () => parts('%a %b %e %H:%M:%S %Y'),
    d: () => two(date.getDate()),
    D: () => parts('%m/%d/%y'),
    e: () => two(date.getDate(), ' '),
    f: () => String(1000 * date.getMilliseconds()).padStart(6, '0'),
    F: () => parts('%Y-%m-%d'),
    h: () => month.slice(0, 3),
    H: () => two(hour),
    I: () => two(hour % 12 || 12),
    j: () => String((today - newYear) / 86_400_000 + 1).padStart(3, '0'),
    m: () => two(date.getMonth() + 1),
    M: () => two(date.getMinutes()),
    n: () => '\n',
    p: () => (hour < 12 ? 'AM' : 'PM'),
    R: () => parts('%H:%M'),
    S: () => two(date.getSeconds()),
    t: () => '\t',
    T: () => parts('%H:%M:%S'),
    u: () => String(date.getDay() || 7),
    w: () => String(date.getDay()),
    x: () => parts('%m/%d/%y'),
    X: () => parts('%H:%M:%S'),
    y: () => two(date.getFullYear() % 100),
    Y: () => String(date.getFullYear()),
  };
  return Object.hasOwn(fields, code) ? fields[code]?.() : undefined;
}
