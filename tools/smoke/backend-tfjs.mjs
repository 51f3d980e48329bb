import assert from 'node:assert/strict';
import { tfjs } from '@heed/backend-tfjs';
import { installedTfjs } from '@heed/backend-tfjs/node';

// TensorFlow.js is the user's own: without it both ways say so.
await assert.rejects(tfjs({ tf: {} }), /tf must be TensorFlow\.js/);
await assert.rejects(installedTfjs({ packages: ['@tensorflow/tfjs-node'] }), /tfjs-node: not installed/);
console.log('ok');
