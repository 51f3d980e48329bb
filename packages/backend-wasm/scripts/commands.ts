// The kernels that the host may leave to whichever thread is free (assembly/queue.ts): all functions of assembly/index.ts
// that return nothing, but those of the pool. Writes a dispatcher of their calls, and their names in the order of its numbers.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
const assembly = join(root, 'assembly');
const generated = join(assembly, 'generated');

/** What belongs to the threads themselves. */
const own = new Set(['pool', 'queue'].map((name) => join(assembly, name)));

interface Command {
  readonly name: string;
  /** Where it is declared, without `.ts`. */
  readonly file: string;
  readonly types: readonly string[];
}

/** What an index exports by name from elsewhere: names and the modules they come from. */
function exportsOf(source: string): { readonly name: string; readonly from: string }[] {
  return [...source.matchAll(/export \{([^}]*)\} from '([^']*)'/g)].flatMap(([, names = '', from = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => ({ name, from })),
  );
}

/** The function `name` as the module `file` declares it, or a module that it exports it from; undefined if it returns something. */
async function find(name: string, file: string): Promise<Command | undefined> {
  const source = await readFile(`${file}.ts`, 'utf8');
  const other = exportsOf(source).find((one) => one.name === name);
  if (other !== undefined) return find(name, resolve(dirname(file), other.from));
  const declaration = new RegExp(`export function ${name}\\(([^)]*)\\): (\\w+)`).exec(source);
  const [, parameters = '', result] = declaration ?? [];
  if (result === undefined) throw new Error(`${file}.ts declares no function ${name}`);
  if (result !== 'void') return undefined;
  const types = [...parameters.matchAll(/\w+: (\w+)/g)].map(([, type = '']) => type);
  return { name, file, types };
}

/** An argument from its slot, where every number is a float64; integers wrap as they do in calls by the host. */
function argument(type: string, slot: number): string {
  const value = `load<f64>(slots, ${8 * slot})`;
  if (type === 'bool') return `${value} != 0`;
  return type.startsWith('f') ? `<${type}>${value}` : `<${type}><i64>${value}`;
}

function dispatcher(commands: readonly Command[]): string {
  const imports = commands.map(
    ({ name, file }) => `import { ${name} } from '../${relative(assembly, file)}';`,
  );
  const cases = commands.map(
    ({ name, types }, id) =>
      `    case ${id}:\n      ${name}(${types.map(argument).join(', ')});\n      return;`,
  );
  return `// Made by scripts/commands.ts.\n${imports.join('\n')}

/** Calls kernel \`id\` with the arguments at \`slots\`. */
export function runCommand(id: i32, slots: usize): void {
  switch (id) {
${cases.join('\n')}
    default:
      unreachable();
  }
}
`;
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.tmp`, text);
  await rename(`${file}.tmp`, file);
}

/** Writes assembly/generated/commands.ts and src/generated/commands.ts. */
export async function writeCommands(): Promise<void> {
  const index = exportsOf(await readFile(join(assembly, 'index.ts'), 'utf8'));
  const kernels = index.filter(({ from }) => !own.has(resolve(assembly, from)));
  const found = await Promise.all(kernels.map(({ name, from }) => find(name, resolve(assembly, from))));
  const commands = found.filter((command) => command !== undefined);
  await write(join(generated, 'commands.ts'), dispatcher(commands));
  const names = commands.map(({ name }) => `  '${name}',`).join('\n');
  await write(
    join(root, 'src/generated/commands.ts'),
    `/** The kernels of assembly/ that may be left to other threads, by their numbers. Made by scripts/commands.ts. */\nexport const commands: readonly string[] = [\n${names}\n];\n`,
  );
}
