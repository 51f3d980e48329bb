/** Measured differences as pages state them. */

/** A difference rounded up to a power of ten: the last bits of a machine need not change the page. */
export function bound(difference: number): string {
  return difference === 0 ? '0' : `≤ 1e${Math.ceil(Math.log10(difference))}`;
}

/** The number that a bound states; undefined for another cell. */
function stated(cell: string): number | undefined {
  return cell === '0' ? 0 : cell.startsWith('≤ 1e') ? Number(cell.slice(2)) : undefined;
}

/** True if a row says what was measured: cells are equal, or the measured difference is below the stated one. */
export function fits(said: string, measured: string): boolean {
  const [a, b] = [said.split(' | '), measured.split(' | ')].map((cells) =>
    cells.map((cell) => cell.replace(/ \|$/, '')),
  );
  return (
    a?.length === b?.length &&
    (a ?? []).every((cell, at) => {
      const [limit, seen] = [stated(cell), stated(b?.[at] ?? '')];
      return limit === undefined || seen === undefined ? cell === b?.[at] : seen <= limit;
    })
  );
}
