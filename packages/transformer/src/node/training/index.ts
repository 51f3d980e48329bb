export { loadAdapterFolder, saveAdapter } from './adapter-folder.ts';
export { folderStore } from './folder-store.ts';
