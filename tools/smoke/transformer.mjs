import * as heed from '@heed/transformer';

if (Object.keys(heed).length === 0) throw new Error('@heed/transformer exports nothing');
console.log('ok');
