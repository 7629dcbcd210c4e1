/** Words as they stand in the files. */
export interface Tree {
  readonly [key: string]: string | Tree;
}

/** Every sentence by its path: keys joined by dots. */
export function flatten(tree: Tree, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): readonly (readonly [string, string])[] =>
      typeof value === 'string' ? [[path + key, value]] : [...flatten(value, `${path}${key}.`)],
    ),
  );
}
