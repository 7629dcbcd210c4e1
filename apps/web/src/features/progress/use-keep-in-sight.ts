import { type RefObject, useEffect, useRef } from 'react';

/** Scrolls to what runs when it is out of sight, as long as the person has not begun to look around. */
export function useKeepInSight(container: RefObject<HTMLElement | null>, running: string): void {
  const isTheirs = useRef(false);
  useEffect(() => {
    const leave = new AbortController();
    const { signal } = leave;
    const take = () => {
      isTheirs.current = true;
    };
    for (const type of ['wheel', 'touchmove', 'keydown'] as const) addEventListener(type, take, { signal, passive: true });
    return () => leave.abort();
  }, []);
  useEffect(() => {
    if (running === '' || isTheirs.current) return;
    // Once a frame is enough, and does not make the browser lay out the page in between.
    const frame = requestAnimationFrame(() => {
      const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
      container.current?.querySelector('[data-state="running"]')?.scrollIntoView({ block: 'nearest', behavior });
    });
    return () => cancelAnimationFrame(frame);
  }, [container, running]);
}
