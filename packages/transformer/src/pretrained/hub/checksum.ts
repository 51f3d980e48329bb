import { DownloadError } from '@heed/core';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { HubFile } from './hub-cache.ts';

/** A hash under way. */
export interface Checksum {
  update(bytes: Uint8Array): void;
  hex(): string;
}

/** Begins a plain SHA-1 or SHA-256; a platform may have faster ones. */
export type CreateHash = (algorithm: 'sha1' | 'sha256') => Checksum;

const portable: CreateHash = (algorithm) => {
  const hash = algorithm === 'sha1' ? sha1.create() : sha256.create();
  return { update: (bytes) => void hash.update(bytes), hex: () => bytesToHex(hash.digest()) };
};

/** Begins the hash of a file. Git hashes a content behind its length. */
export function beginChecksum({ hash, size }: HubFile, create: CreateHash = portable): Checksum {
  if (hash.algorithm === 'sha256') return create('sha256');
  const checksum = create('sha1');
  checksum.update(new TextEncoder().encode(`blob ${size}\0`));
  return checksum;
}

/** @throws {DownloadError} when what came is not what the hub promised. */
export function checkSum(file: HubFile, checksum: Checksum): void {
  const seen = checksum.hex();
  if (seen === file.hash.hex) return;
  throw new DownloadError(
    `${file.path}: the bytes have the ${file.hash.algorithm} ${seen}, but the hub promised ${file.hash.hex}; they were discarded`,
  );
}
