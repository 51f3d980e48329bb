export { loadAdapterFolder, saveAdapter, saveAdapterFiles } from './adapter-folder.ts';
export { folderStore } from './folder-store.ts';
