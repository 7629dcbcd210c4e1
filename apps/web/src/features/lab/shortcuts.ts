import type { LabEntry } from '@inbox-connect/core';
import { useEffect, useEffectEvent } from 'react';
import { demoHref, type Route } from '../../lib/route.ts';
import type { ConnectFlow } from '../connect/use-connect-flow.ts';
import { present, usePresentation } from './presentation.ts';
import { firstStories } from './story-groups.ts';

/** The keys in the order in which the help lists them; `1` stands for all digits that tell a story. */
export const shortcuts = ['1', '/', 'r', 'd', 's', 't', '?'] as const;

interface Stage {
  readonly flow: ConnectFlow;
  readonly route: Route;
  readonly stories: readonly LabEntry[] | undefined;
}

/** Single keys for a presenter. They never act while somebody types, chooses, or answers a dialog. */
export function useShortcuts({ flow, route, stories }: Stage): void {
  const { hasShortcuts, speed, isTouring } = usePresentation();

  const act = (key: string): boolean => {
    const digit = /^[1-9]$/.test(key) ? firstStories[Number(key) - 1] : undefined;
    const story = stories?.find(({ name }) => name === digit);
    if (story !== undefined) flow.tell(story);
    else if (key === '/' && route.page === 'demo') document.getElementById('find-story')?.focus();
    else if (key === 'r' && route.page === 'form' && flow.story !== null) void flow.start();
    else if (key === 'd' && route.page !== 'demo') location.assign(demoHref());
    else if (key === 's' && route.page === 'demo') present({ speed: speed === 'slow' ? 'real' : 'slow' });
    else if (key === 't') present({ isTouring: !isTouring });
    else if (key === '?') present({ isHelpOpen: true });
    else return false;
    return true;
  };

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!hasShortcuts || event.repeat || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isBusy(event.target)) return;
    if (act(event.key.toLowerCase())) event.preventDefault();
  });
  useEffect(() => {
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

/** Whether a key belongs to what has the focus. */
function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
