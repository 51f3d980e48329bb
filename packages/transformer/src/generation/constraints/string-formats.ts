const date = '\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\\d|2[0-8])';
const time = '([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,6})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)';
const byte = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';

/**
 * Formats of JSON schema as regular expressions of texts that surely have them. Days stop at the 28th, so that every
 * month has them.
 */
export const stringFormats: Readonly<Record<string, RegExp | undefined>> = {
  date: new RegExp(date, 'u'),
  time: new RegExp(time, 'u'),
  'date-time': new RegExp(`${date}T${time}`, 'u'),
  uuid: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/u,
  ipv4: new RegExp(`${byte}(\\.${byte}){3}`, 'u'),
  email: /[a-z0-9]+([._+-][a-z0-9]+)*@[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.[a-z]{2,12}/u,
};
