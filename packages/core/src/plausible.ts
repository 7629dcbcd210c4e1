/** Levels of the deepest report: report, stages, stage, observations, observation, chain, certificate, names, name. */
const deepest = 16;
/** Far more than a check can bring about: the engine ends one that says so much. */
const mostItems = 10_000;
/** A reply is kept with fifty lines of five hundred characters. */
const mostCharacters = 30_000;

/**
 * Whether what somebody wrote as JSON is of a size that a report can have, however it is nested. It is asked before a schema is,
 * which goes through everything and keeps a complaint about each part.
 */
export function isPlausible(content: unknown): boolean {
  // No recursion: the nesting is the writer's to choose.
  const open = [{ value: content, depth: 0 }];
  let seen = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string' && value.length > mostCharacters) return false;
    if (typeof value !== 'object' || value === null) continue;
    const parts: readonly unknown[] = Object.values(value);
    seen += parts.length;
    if (depth === deepest || parts.length > mostItems || seen > 50 * mostItems) return false;
    for (const part of parts) open.push({ value: part, depth: depth + 1 });
  }
  return true;
}
