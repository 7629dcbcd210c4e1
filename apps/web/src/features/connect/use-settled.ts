import { useEffect, useState } from 'react';

/** Milliseconds within which nobody can have seen a change and acted on it. */
const noticeMs = 600;

/**
 * What a button that changes its meaning by itself means to whoever presses it: `true` counts only once it has been seen for a moment
 * in which nothing was pressed, so that a press that was under way keeps the meaning that it began with. `false` counts at once.
 */
export function useSettled(value: boolean, isPressed: boolean): boolean {
  const [isSettled, setSettled] = useState(value);
  useEffect(() => {
    if (value && (isPressed || isSettled)) return;
    if (!value) return setSettled(false);
    const timer = setTimeout(() => setSettled(true), noticeMs);
    return () => clearTimeout(timer);
  }, [value, isPressed, isSettled]);
  return value && isSettled;
}
