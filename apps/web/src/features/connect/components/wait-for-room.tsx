import { useEffect, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';

/** Counts down to the moment from which the service takes a check again; the button opens by itself then, and what was typed stays where it is. */
export function WaitForRoom({ until, onRetry }: { readonly until: number; readonly onRetry: () => void }) {
  const { t } = useCatalogue();
  const seconds = useSecondsUntil(until);
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button size="small" busy={seconds > 0} onClick={onRetry}>
        {t('progress.again')}
      </Button>
      {seconds > 0 && (
        <p role="timer" className="text-md tabular-nums">
          {t('form.refused.wait', { time: formatCountdown(seconds) })}
        </p>
      )}
      <p role="status" className="text-md">
        {seconds === 0 && t('form.refused.now')}
      </p>
    </div>
  );
}

/** Whole seconds that are left, none when the moment has come. */
function useSecondsUntil(until: number): number {
  const [now, setNow] = useState(() => Date.now());
  const isOver = now >= until;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [isOver]);
  return isOver ? 0 : Math.ceil((until - now) / 1_000);
}

/** `0:25`, `12:05`. */
function formatCountdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
