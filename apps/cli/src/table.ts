import { widthOf } from './wrap.ts';

/** Rows of cells, each column as wide as its widest cell. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const width = (column: number) => Math.max(...rows.map((row) => widthOf(row[column] ?? '')));
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(width(column) - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  );
}
