export { loadCache, saveCache } from './saved-cache.ts';
