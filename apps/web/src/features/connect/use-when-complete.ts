import { type KeyboardEvent, useEffect, useRef } from 'react';

/** Milliseconds without a key after which a value counts as written to its end. */
const pauseMs = 700;

interface CompletedInput {
  readonly onTyped: (value: string) => void;
  readonly onLeft: (value: string, to?: EventTarget | null) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** Acts on a value once it is complete: 25 on the way to 2525 is none. It is complete after a pause, with Enter, or when the field is left `to` another. */
export function useWhenComplete(act: (value: string, to: EventTarget | null) => void): CompletedInput {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onLeft = (value: string, to: EventTarget | null = null) => {
    if (timer.current === undefined) return;
    clearTimeout(timer.current);
    timer.current = undefined;
    act(value, to);
  };
  return {
    onTyped(value) {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => onLeft(value), pauseMs);
    },
    onLeft,
    onKeyDown: ({ key, currentTarget }) => key === 'Enter' && onLeft(currentTarget.value),
  };
}
