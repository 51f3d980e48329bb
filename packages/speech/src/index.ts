export { checkSound, type Sound, secondsOf } from './sound/sound.ts';
export { speechFamilies } from './pretrained/families.ts';
