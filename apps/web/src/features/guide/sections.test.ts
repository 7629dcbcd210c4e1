import { causeSchema, errorIdSchema } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { causeEntry, causeGroups, errorGroups } from './sections.ts';

const causes = Object.values(causeGroups).flat();
const errors = Object.values(errorGroups).flat();

describe('The guide', () => {
  it('has one entry for every error', () => {
    expect(errors.toSorted()).toEqual(errorIdSchema.options.toSorted());
  });

  it('has one entry for every cause', () => {
    expect(causes.toSorted()).toEqual(causeSchema.options.toSorted());
  });

  it('gives every entry an address of its own', () => {
    const entries = [...errors, ...causes.map(causeEntry)];
    expect(new Set(entries).size).toBe(entries.length);
  });
});
