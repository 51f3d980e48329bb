/** Removes dist/ of all packages, so that no file of a removed source is published. Turbo's cache restores the rest. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { packages } from './workspace.ts';

for (const { directory } of packages()) rmSync(join(directory, 'dist'), { recursive: true, force: true });
