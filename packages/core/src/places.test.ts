import { describe, expect, it } from 'vitest';
import { causesOf, errorsOf, placesOf } from './places.ts';
import { arriveRules } from './rules/arrive.ts';
import { authenticateRules } from './rules/authenticate.ts';
import { connectRules } from './rules/connect.ts';
import { greetRules } from './rules/greet.ts';
import { resolveRules } from './rules/resolve.ts';
import { secureRules } from './rules/secure.ts';
import { selectRules } from './rules/select.ts';
import { sendRules } from './rules/send.ts';
import { causeSchema, errorIdSchema } from './vocabulary.ts';

const rules = {
  resolve: resolveRules,
  connect: connectRules,
  secure: secureRules,
  greet: greetRules,
  authenticate: authenticateRules,
  select: selectRules,
  send: sendRules,
  arrive: arriveRules,
};
const ofNoStage = ['cancelled', 'interrupted', 'unexplained'];

describe('The places of a cause', () => {
  it.each(causeSchema.options.filter((cause) => !ofNoStage.includes(cause)))('of %s are stages whose rules can find it', (cause) => {
    const places = placesOf(cause);
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter(({ stage }) => !rules[stage].some((rule) => rule.cause === cause))).toEqual([]);
  });

  it('give every error of the article at least one cause', () => {
    expect(errorIdSchema.options.filter((error) => causesOf(error).length === 0)).toEqual([]);
  });

  it('put the certificates, the app password and the credentials under errors that either server can have', () => {
    expect(errorsOf('certificate-expired')).toEqual(['certificate-not-trusted']);
    expect(errorsOf('app-password-required')).toEqual(['app-password-required']);
    expect(causesOf('unauthorized')).toEqual(['wrong-credentials', 'username-format']);
  });

  it('know what only one of the servers can have', () => {
    expect(errorsOf('imap-disabled')).toEqual(['imap-authentication-error']);
    expect(errorsOf('smtp-auth-disabled')).toEqual(['smtp-authentication-error']);
    expect(errorsOf('mailbox-full')).toEqual(['imap-validation-error', 'test-message-failed']);
  });

  it('give no error to what can end a check anywhere', () => {
    expect(errorsOf('cancelled')).toEqual([]);
  });
});
