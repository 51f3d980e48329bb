export { cache, pretrained } from '../harness/places.ts';
