export { type CreatedBackend, createBackend } from './create-backend.ts';
export { type BackendNames, checkName } from './names.ts';
