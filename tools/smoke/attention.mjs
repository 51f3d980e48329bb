import * as heed from '@heed/attention';

if (Object.keys(heed).length === 0) throw new Error('@heed/attention exports nothing');
console.log('ok');
