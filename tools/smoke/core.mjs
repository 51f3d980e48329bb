import * as heed from '@heed/core';

if (Object.keys(heed).length === 0) throw new Error('@heed/core exports nothing');
console.log('ok');
