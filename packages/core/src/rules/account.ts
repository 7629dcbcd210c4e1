import { refused } from './conditions.ts';
import { accountLocked } from './phrases/account-locked.ts';
import { accountSuspended } from './phrases/account-suspended.ts';
import { passwordExpired } from './phrases/password-expired.ts';
import type { Rule } from './rule.ts';

/** The account is in a state in which nobody can sign in to it. */
export const accountRules: readonly Rule[] = [
  { cause: 'password-expired', confidence: 'certain', when: refused({ responseCode: ['EXPIRED'] }) },
  { cause: 'password-expired', confidence: 'certain', when: refused({ enhancedCode: ['x.7.12'] }) },
  {
    cause: 'password-expired',
    confidence: 'certain',
    when: refused({
      says: passwordExpired,
    }),
  },
  { cause: 'password-expired', confidence: 'certain', when: refused({ marks: ['aadsts50055'] }) },
  {
    cause: 'account-locked',
    confidence: 'certain',
    when: refused({
      says: accountLocked,
      unless: ['security defaults', 'by your organization'],
    }),
  },
  { cause: 'account-locked', confidence: 'certain', when: refused({ marks: ['aadsts50053', 'err.login.userlocked'] }) },
  { cause: 'account-suspended', confidence: 'certain', when: refused({ enhancedCode: ['x.7.13'] }) },
  { cause: 'account-suspended', confidence: 'certain', when: refused({ marks: ['aadsts50057', 'err.login.usersuspend'] }) },
  {
    cause: 'account-suspended',
    confidence: 'certain',
    when: refused({
      says: accountSuspended,
      unless: ['imap … disabled', 'smtp … disabled', 'basic authentication'],
    }),
  },
];
