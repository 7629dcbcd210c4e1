import { useEffect, useState } from 'react';

/** Whether the person has begun to do something with the page. */
export function useIsTouched(): boolean {
  const [isTouched, setIsTouched] = useState(false);
  useEffect(() => {
    const touched = new AbortController();
    const { signal } = touched;
    const touch = () => {
      setIsTouched(true);
      touched.abort();
    };
    // A password manager fills the form without a key being pressed.
    for (const type of ['pointerdown', 'keydown', 'input'] as const) addEventListener(type, touch, { signal, passive: true });
    return () => touched.abort();
  }, []);
  return isTouched;
}
