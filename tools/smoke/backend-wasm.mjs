import * as heed from '@heed/backend-wasm';

if (Object.keys(heed).length === 0) throw new Error('@heed/backend-wasm exports nothing');
console.log('ok');
