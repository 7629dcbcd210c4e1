import { useEffect, useState } from 'react';

/** Milliseconds since the component that asks was first shown, ten times a second. */
export function useElapsed(): number {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const since = performance.now();
    const timer = setInterval(() => setElapsed(performance.now() - since), 100);
    return () => clearInterval(timer);
  }, []);
  return elapsed;
}
