import { type ProofProgress, startCheckWithProof } from '@inbox-connect/client';
import { type CheckRequestInput, isDemo, type StartedCheck } from '@inbox-connect/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readDemoSpeed } from '../../../lib/demo.ts';

/** The work that the service has asked for goes on. */
export interface Proving extends ProofProgress {
  /** Gives it up: the check is refused then, as it would have been without. */
  readonly cancel: () => void;
}

/** Starts a check; the password goes out in this one request, and once more when the service wants some work first. */
export function useStartCheck(onStarted: (id: string) => void) {
  const queries = useQueryClient();
  const [proving, setProving] = useState<Proving | null>(null);
  const start = async (request: CheckRequestInput): Promise<StartedCheck> => {
    // What follows a check comes while it is asked for.
    void loadFollowing().catch(() => undefined);
    const stop = new AbortController();
    const steps = startCheckWithProof(request, { signal: stop.signal });
    try {
      for (let step = await steps.next(); ; step = await steps.next()) {
        if (step.done === true) return step.value;
        setProving({ ...step.value, cancel: () => stop.abort() });
      }
    } finally {
      setProving(null);
    }
  };
  const mutation = useMutation({
    mutationFn: start,
    onSuccess: async ({ id }, request) => {
      const following = await loadFollowing().catch(() => undefined);
      await following?.beginToFollow(queries, id, { isSlow: isDemo(request) && readDemoSpeed() === 'slow' });
      onStarted(id);
    },
    // The cache forgets the request, and the password in it, as soon as nobody looks.
    gcTime: 0,
  });
  return { ...mutation, proving };
}

function loadFollowing() {
  return import('../../progress/api/begin-to-follow.ts');
}
