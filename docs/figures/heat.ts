/** A table of numbers with names for its rows and columns, as figures show it. */
export interface Heat {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** One list of numbers per row. */
  readonly values: readonly (readonly number[])[];
}

/** Cuts row-major numbers into rows. */
export function inRows(numbers: ArrayLike<number>, width: number): number[][] {
  const all = Array.from(numbers);
  return Array.from({ length: all.length / width }, (_, row) => all.slice(row * width, (row + 1) * width));
}
