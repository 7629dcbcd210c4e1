import { describe, expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';
import type { Observation, StageRecord } from './observation.ts';
import { remarksOn } from './remarks.ts';

function greeted(...observations: readonly Observation[]): StageRecord {
  return { service: 'imap', stage: 'greet', verdict: 'passed', durationMs: 1, observations: [...observations] };
}

describe('a remark', () => {
  it.each([
    ['Courier-IMAP', 'courier-imap'],
    ['GreenMail', 'test-server'],
    ['UW IMAP', 'unmaintained-server'],
  ])('on %s is made, and is no problem', (software, id) => {
    const stages = [greeted({ type: 'greeting-received', text: '', software })];
    expect(remarksOn(stages)).toEqual([{ id, service: 'imap', software }]);
    expect(diagnose(stages)).toEqual([]);
  });

  it('on Courier-IMAP is made although the greeting keeps its name to itself, and once', () => {
    const listed = { type: 'capabilities-listed', capabilities: ['IMAP4rev1', 'ACL', 'ACL2=UNION'] } as const;
    const stages = [
      greeted({ type: 'greeting-received', text: 'ready' }, { ...listed, when: 'before-sign-in', capabilities: [...listed.capabilities] }),
      greeted({ ...listed, when: 'after-sign-in', capabilities: [...listed.capabilities] }),
    ];
    expect(remarksOn(stages)).toEqual([{ id: 'courier-imap', service: 'imap', software: 'Courier-IMAP' }]);
  });

  it('is not made on software that has nothing remarkable', () => {
    expect(remarksOn([greeted({ type: 'greeting-received', text: '', software: 'Dovecot' })])).toEqual([]);
  });
});
