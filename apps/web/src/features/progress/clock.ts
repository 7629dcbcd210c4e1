import { type CheckEvent, type CheckProgress, emptyProgress, reduceCheck } from '@inbox-connect/core';
import { createContext, use, useEffect, useState } from 'react';

/** A check as it is followed: its progress, and when it was asked for by the clock of this page. */
export interface FollowedCheck {
  readonly progress: CheckProgress;
  /** As `performance.now()` counts; the least that any event suggests, since events can only come late. */
  readonly askedAt: number;
}

export const notFollowedYet: FollowedCheck = { progress: emptyProgress, askedAt: Number.POSITIVE_INFINITY };

/** Folds one event into the progress and sets the clock by it. */
export function follow({ progress, askedAt }: FollowedCheck, event: CheckEvent): FollowedCheck {
  return { progress: reduceCheck(progress, event), askedAt: Math.min(askedAt, performance.now() - event.at) };
}

/** When the check that is shown was asked for. */
export const AskedAt = createContext(notFollowedYet.askedAt);

/** Milliseconds since a moment of the check that is shown, ten times a second. */
export function useElapsed(since: number): number {
  const askedAt = use(AskedAt);
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, now - askedAt - since);
}
