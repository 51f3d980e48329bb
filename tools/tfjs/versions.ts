/** What real TensorFlow.js for Node is built from; all pinned. */

/** TensorFlow on processors, or the build that looks for CUDA devices too. */
export type Variant = 'cpu' | 'gpu';

/** npm package of TensorFlow.js with the sources of its add-on, and PyPI package with TensorFlow's library. */
export const variants: Readonly<Record<Variant, { readonly addon: string; readonly library: string }>> = {
  cpu: { addon: '@tensorflow/tfjs-node', library: 'tensorflow-cpu' },
  gpu: { addon: '@tensorflow/tfjs-node-gpu', library: 'tensorflow' },
};

/** Of the npm packages. */
export const tfjsVersion = '4.22.0';

/** Of the PyPI packages: the newest that is silent at TF_CPP_MIN_LOG_LEVEL=3 and pins its CUDA libraries exactly. */
export const tensorflowVersion = '2.18.1';

/** Headers of Node's stable interface, which one binary needs for all versions of Node. */
export const headersVersion = '1.9.0';

/** What TensorFlow 2.18 asks of NVIDIA (its extra `and-cuda`). */
export const cudaWheels: readonly string[] = [
  'nvidia-cublas-cu12==12.5.3.2',
  'nvidia-cuda-cupti-cu12==12.5.82',
  'nvidia-cuda-nvcc-cu12==12.5.82',
  'nvidia-cuda-nvrtc-cu12==12.5.82',
  'nvidia-cuda-runtime-cu12==12.5.82',
  'nvidia-cudnn-cu12==9.3.0.75',
  'nvidia-cufft-cu12==11.2.3.61',
  'nvidia-curand-cu12==10.3.6.82',
  'nvidia-cusolver-cu12==11.6.3.83',
  'nvidia-cusparse-cu12==12.5.1.3',
  'nvidia-nccl-cu12==2.21.5',
  'nvidia-nvjitlink-cu12==12.5.82',
];
