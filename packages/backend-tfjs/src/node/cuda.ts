import { readFileSync } from 'node:fs';

/** A file's text, or nothing where there is no such file. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Version of NVIDIA's driver, as Linux tells it. */
export function nvidiaDriver(): string | undefined {
  return /Kernel Module\D*([\d.]+)/.exec(textOf('/proc/driver/nvidia/version'))?.[1];
}

/** CUDA's libraries that this process has loaded, with their versions as far as their names tell. */
export function cudaLibraries(): readonly string[] {
  const names = textOf('/proc/self/maps').matchAll(/\/(lib(?:cuda|cudart|cudnn|cublas|nccl)\.so[.\d]*)$/gm);
  return [...new Set([...names].map(([, name]) => name ?? ''))].sort();
}
