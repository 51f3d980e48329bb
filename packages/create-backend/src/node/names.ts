import validate from 'validate-npm-package-name';

/** What a new backend is called in its several places. */
export interface BackendNames {
  /** The package: `my-backend` or `@me/my-backend`. */
  readonly packageName: string;
  /** Its folder, and the name that the backend tells of itself: `my-backend`. */
  readonly folder: string;
  /** The function that makes it: `myBackend`. */
  readonly functionName: string;
}

/**
 * The names that follow from a package's name.
 *
 * @throws {Error} for names that npm does not take, and those that are no identifier in camelCase.
 *
 * @example
 * ```ts
 * import { checkName } from 'create-heed-backend';
 * console.log(checkName('@me/heed-metal').functionName); // heedMetal
 * ```
 */
export function checkName(packageName: string): BackendNames {
  const { validForNewPackages, errors = [], warnings = [] } = validate(packageName);
  if (!validForNewPackages) {
    throw new Error(
      `${JSON.stringify(packageName)} is no name for a package: ${[...errors, ...warnings].join(', ')}`,
    );
  }
  const folder = packageName.replace(/^.*\//, '');
  const functionName = folder.replaceAll(/[-._]+(.)/g, (_, letter: string) => letter.toUpperCase());
  if (!/^[a-z][\w]*$/i.test(functionName)) {
    throw new Error(
      `${JSON.stringify(packageName)}: give a name of letters, digits and dashes that begins with a letter`,
    );
  }
  return { packageName, folder, functionName };
}
