export { readSound, readSoundInParts } from './read-sound.ts';
