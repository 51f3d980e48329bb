/** Loads the add-on named as argument and multiplies two matrices by TensorFlow; prints what it is. */
const util = require('node:util');
util.isNullOrUndefined ??= (value) => value === null || value === undefined;
util.isArray ??= Array.isArray;

const tf = require(process.argv[2]);
const a = tf.tensor2d([1, 2, 3, 4], [2, 2]);
const b = tf.tensor2d([5, 6, 7, 8], [2, 2]);
const product = tf.matMul(a, b).dataSync().join();
if (tf.getBackend() !== 'tensorflow' || product !== '19,22,43,50') {
  throw new Error(`backend ${tf.getBackend()}, product ${product}`);
}
const { binding, isUsingGpuDevice } = tf.backend();
console.log(`TensorFlow ${binding.TF_Version} on ${isUsingGpuDevice ? 'GPU' : 'CPU'}`);
