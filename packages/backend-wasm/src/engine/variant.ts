import { BackendError } from '@heed/core';

/** Which of the four builds runs. */
export interface Variant {
  readonly simd: 'relaxed' | 'plain';
  readonly memory: 'shared' | 'single';
}

/** `(func (drop (f32x4.relaxed_madd (v128.const 0) (v128.const 0) (v128.const 0))))`: valid where relaxed SIMD is. */
const relaxedProbe: Uint8Array<ArrayBuffer> = new Uint8Array([
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0],
  ...[10, 20, 1, 18, 0, 65, 0, 253, 15, 65, 0, 253, 15, 65, 0, 253, 15, 253, 133, 2, 26, 11],
]);

/** True where the engine takes relaxed SIMD. */
export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(relaxedProbe);
}

/** Why this place has no shared memory; undefined when it has. */
export function sharedMemoryMissing(): string | undefined {
  if (typeof SharedArrayBuffer === 'undefined') return 'there is no SharedArrayBuffer here';
  if (globalThis.crossOriginIsolated === false) return 'the page is not cross-origin isolated';
  return undefined;
}

/** True where a thread may sleep: everywhere but on a browser's main thread. */
export function mayWait(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0);
    return true;
  } catch {
    return false;
  }
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/**
 * Loads and compiles one build; the others are not loaded.
 *
 * @throws {BackendError} where nothing may be compiled: under a content security policy that does not allow it, in Cloudflare
 * Workers.
 */
export async function compileVariant({ simd, memory }: Variant): Promise<WebAssembly.Module> {
  const load = {
    'relaxed-shared': () => import('../generated/relaxed-shared.ts'),
    'relaxed-single': () => import('../generated/relaxed-single.ts'),
    'plain-shared': () => import('../generated/plain-shared.ts'),
    'plain-single': () => import('../generated/plain-single.ts'),
  } as const;
  const { binary } = await load[`${simd}-${memory}`]();
  try {
    return await WebAssembly.compile(decode(binary));
  } catch (cause) {
    throw new BackendError(
      `wasm: this place compiles no WebAssembly (${String(cause)}): a content security policy must allow 'wasm-unsafe-eval'`,
      { cause },
    );
  }
}
