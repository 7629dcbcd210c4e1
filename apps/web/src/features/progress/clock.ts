import type { ConnectionChange } from '@inbox-connect/client';
import { type CheckEvent, type CheckProgress, emptyProgress, reduceCheck } from '@inbox-connect/core';
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
}

export const notFollowedYet: FollowedCheck = { progress: emptyProgress, askedAt: Number.POSITIVE_INFINITY, lastEventId: 0, isLost: false };

/** Folds one event into the progress and sets the clock by it. */
export function follow(followed: FollowedCheck, event: CheckEvent | ConnectionChange): FollowedCheck {
  switch (event.type) {
    case 'connection-lost':
      return { ...followed, isLost: true };
    case 'connection-restored':
      return { ...followed, isLost: false };
    default:
      return {
        progress: reduceCheck(followed.progress, event),
        askedAt: Math.min(followed.askedAt, performance.now() - event.at),
        lastEventId: followed.lastEventId + 1,
        isLost: false,
      };
  }
}

/** By what the times of the check that is shown are counted. */
export const CheckClock = createContext<Pick<FollowedCheck, 'askedAt' | 'isLost'>>(notFollowedYet);

/** Milliseconds since a moment of the check that is shown, ten times a second; it stands still while we hear nothing of the check. */
export function useElapsed(since: number): number {
  const { askedAt, isLost } = use(CheckClock);
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (isLost) return;
    const timer = setInterval(() => setNow(performance.now()), 100);
    return () => clearInterval(timer);
  }, [isLost]);
  return Math.max(0, now - askedAt - since);
}
