/** Leaves, so that another may come. */
export type Leave = () => void;

/** How many of something may go on at the same time under one name: lets one in, or answers undefined when there is no room. */
export function limitAtOnce(most: number): (name: string) => Leave | undefined {
  const counts = new Map<string, number>();
  return (name) => {
    const count = counts.get(name) ?? 0;
    if (count >= most) return undefined;
    counts.set(name, count + 1);
    return () => {
      const left = (counts.get(name) ?? 1) - 1;
      if (left > 0) counts.set(name, left);
      else counts.delete(name);
    };
  };
}
