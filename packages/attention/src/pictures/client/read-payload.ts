import type { Payload } from '../payload.ts';
import { byId } from './elements.ts';

/** What the page was made from. */
export const payload: Payload = JSON.parse(byId('attention').textContent);
