import { describe, expect, it } from 'vitest';
import { planLine } from './plan-line.ts';

/** `a1` is the first check of client a. */
const checks = (text: string) => text.split(' ').flatMap((name) => (name === '' ? [] : [{ client: name[0] ?? '', name }]));
const plan = (line: string, running: string, places: number, reserve = 0) => {
  const { next, waiting } = planLine(checks(line), checks(running), { places, reserve });
  return [next, waiting].map((part) => part.map(({ name }) => name).join(' '));
};

describe('the line of checks that wait', () => {
  it.each([
    ['one client alone is served as it came', 'a1 a2 a3', '', 2, ['a1 a2', 'a3']],
    ['nobody starts while there is no place', 'a1 b1', 'c1', 1, ['', 'a1 b1']],
    ['who has nothing comes before who has something', 'a2 b1', 'a1', 2, ['b1', 'a2']],
    ['a crowd does not stand in the way of one', 'a1 a2 a3 a4 b1', '', 2, ['a1 b1', 'a2 a3 a4']],
    ['clients take turns', 'a1 a2 b1 b2 c1', '', 0, ['', 'a1 b1 c1 a2 b2']],
  ] as const)('%s', (_, line, running, places, expected) => expect(plan(line, running, places)).toEqual(expected));

  it('keeps places for those who have none', () => {
    expect(plan('a4 a5', 'a1 a2 a3', 4, 1)).toEqual(['', 'a4 a5']);
    expect(plan('a4 a5 b1', 'a1 a2 a3', 4, 1)).toEqual(['b1', 'a4 a5']);
    expect(plan('a3 b2 c1', 'a1 a2 b1', 4, 1)).toEqual(['c1', 'b2 a3']);
    expect(plan('a1 a2 a3', '', 2, 1)).toEqual(['a1', 'a2 a3']);
  });

  it('takes the addresses of one network of IPv6 for one client', () => {
    const waiting = [{ client: '2001:db8::1' }, { client: '2001:db8::2' }, { client: '2001:db8:1::1' }];
    expect(planLine(waiting, [{ client: '2001:db8::3' }], { places: 2, reserve: 0 }).next).toEqual([waiting[2]]);
  });
});
