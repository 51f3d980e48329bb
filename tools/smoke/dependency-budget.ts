import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What installing a package may bring, itself included. */
interface Budget {
  readonly packages: number;
  /** Of 1000 bytes, on the disk. */
  readonly kilobytes: number;
}

const budgets: Readonly<Record<string, Budget>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'budget.json'), 'utf8'),
);

/** Says what is too much of what npm installed into a folder for one package; undefined where all is within its budget. */
export function overBudget(name: string, folder: string): string | undefined {
  const modules = join(folder, 'node_modules');
  const lock: { readonly packages: object } = JSON.parse(
    readFileSync(join(modules, '.package-lock.json'), 'utf8'),
  );
  const packages = Object.keys(lock.packages).length;
  const bytes = globSync('**/*', { cwd: modules })
    .map((path) => statSync(join(modules, path)))
    .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
  const kilobytes = Math.round(bytes / 1000);
  const budget = budgets[name];
  const seen = `${packages} packages, ${kilobytes} kB installed`;
  if (budget === undefined) return `${seen}; smoke/budget.json has no budget for it`;
  const fits = packages <= budget.packages && kilobytes <= budget.kilobytes;
  console.log(`${name}: ${seen}, of ${budget.packages} and ${budget.kilobytes} kB`);
  return fits ? undefined : 'OVER BUDGET';
}
