import type { Engine } from './engine.ts';

/** What an engine tells of the device it runs on. */
export interface DeviceFacts {
  readonly details: Readonly<Record<string, string | number | boolean>>;
  readonly notes: readonly string[];
}

/** The backend object of tfjs-node and tfjs-node-gpu. */
interface NodeBackend {
  readonly isGPUPackage: boolean;
  readonly isUsingGpuDevice: boolean;
  readonly binding: { readonly TF_Version?: string };
}

/** That of the webgl engine. */
interface WebglBackend {
  readonly gpgpu: { readonly gl: WebGLRenderingContext };
}

/** That of the webgpu engine. */
interface WebgpuBackend {
  readonly device: { readonly lost: Promise<{ readonly message: string }> };
  readonly adapterInfo?: { readonly vendor?: string; readonly architecture?: string };
}

const tf32Note =
  'from Ampere on, TensorFlow multiplies matrices in TF32, with 10 bits of mantissa; NVIDIA_TF32_OVERRIDE=0 in the ' +
  'environment keeps float32';

function isNode(backend: object): backend is NodeBackend {
  return 'isUsingGpuDevice' in backend && 'binding' in backend;
}

function isWebgl(backend: object): backend is WebglBackend {
  return 'gpgpu' in backend;
}

function isWebgpu(backend: object): backend is WebgpuBackend {
  return 'device' in backend && 'adapterInfo' in backend;
}

function rendererOf(gl: WebGLRenderingContext): string {
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
}

/** The device and what runs it, as far as the engine tells. */
export function deviceFacts({ tf, name }: Engine): DeviceFacts {
  const backend = tf.backend();
  if (isNode(backend)) {
    const { isGPUPackage, isUsingGpuDevice, binding } = backend;
    const details = {
      package: isGPUPackage ? '@tensorflow/tfjs-node-gpu' : '@tensorflow/tfjs-node',
      tensorFlow: binding.TF_Version ?? 'unknown',
      device: isUsingGpuDevice ? 'CUDA GPU' : 'CPU',
    };
    if (isUsingGpuDevice) return { details, notes: [tf32Note] };
    return {
      details,
      notes: isGPUPackage ? ['on the CPU: TensorFlow found no CUDA device that it can use'] : [],
    };
  }
  if (isWebgl(backend)) return { details: { device: rendererOf(backend.gpgpu.gl) }, notes: [] };
  if (isWebgpu(backend)) {
    const { vendor = 'unknown', architecture = '' } = backend.adapterInfo ?? {};
    return { details: { device: `${vendor} ${architecture}`.trim() }, notes: [] };
  }
  return { details: { device: name === 'wasm' || name === 'cpu' ? 'CPU' : 'unknown' }, notes: [] };
}

/** A function that says why the device is gone, while it is gone; engines then give zeros and no error. */
export function deviceWatch({ tf }: Engine): () => string | undefined {
  const backend = tf.backend();
  if (isWebgl(backend)) {
    const { gl } = backend.gpgpu;
    return () => (gl.isContextLost() ? 'the WebGL context was lost' : undefined);
  }
  if (isWebgpu(backend)) {
    let lost: string | undefined;
    void backend.device.lost.then(({ message }) => {
      lost = `the WebGPU device was lost: ${message}`;
    });
    return () => lost;
  }
  return () => undefined;
}
