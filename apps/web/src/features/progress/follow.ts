import type { ConnectionChange } from '@inbox-connect/client';
import { type CheckEvent, reduceCheck } from '@inbox-connect/core';
import type { FollowedCheck } from './clock.ts';
import type { PaceChange } from './slow-motion.ts';

/** Folds one event into the progress and sets the clock by it. */
export function follow(followed: FollowedCheck, event: CheckEvent | ConnectionChange | PaceChange): FollowedCheck {
  switch (event.type) {
    case 'connection-lost':
      return { ...followed, isLost: true };
    case 'connection-restored':
      return { ...followed, isLost: false };
    case 'pace':
      return { ...followed, isSlow: event.isSlow };
    default:
      return {
        ...followed,
        progress: reduceCheck(followed.progress, event),
        askedAt: Math.min(followed.askedAt, performance.now() - event.at),
        lastEventId: followed.lastEventId + 1,
        isLost: false,
      };
  }
}
