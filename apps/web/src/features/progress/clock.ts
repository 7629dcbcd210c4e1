import { type CheckProgress, emptyProgress } from '@inbox-connect/core';
import { createContext, use, useEffect, useState } from 'react';

/** A check as it is followed: its progress, when it was asked for by the clock of this page, and how well we hear of it. */
export interface FollowedCheck {
  readonly progress: CheckProgress;
  /** As `performance.now()` counts; the least that any event suggests, since events can only come late. */
  readonly askedAt: number;
  /** Events are numbered from 1: so many have come, and following goes on behind this one. */
  readonly lastEventId: number;
  /** The connection to the service is lost, and is being made again. */
  readonly isLost: boolean;
  /** It is shown slower than it runs, so that the clock of this page says nothing about it. */
  readonly isSlow: boolean;
}

export const notFollowedYet: FollowedCheck = { progress: emptyProgress, askedAt: Number.POSITIVE_INFINITY, lastEventId: 0, isLost: false, isSlow: false };

/** By what the times of the check that is shown are counted. */
export const CheckClock = createContext<Pick<FollowedCheck, 'askedAt' | 'isLost' | 'isSlow'>>(notFollowedYet);

/** Milliseconds since a moment of the check that is shown, ten times a second; it stands still while we hear nothing of the check. None in slow motion. */
export function useElapsed(since: number): number | undefined {
  const { askedAt, isLost, isSlow } = use(CheckClock);
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (isLost || isSlow) return;
    setNow(performance.now());
    const timer = setInterval(() => setNow(performance.now()), 100);
    return () => clearInterval(timer);
  }, [isLost, isSlow]);
  return isSlow ? undefined : Math.max(0, now - askedAt - since);
}
