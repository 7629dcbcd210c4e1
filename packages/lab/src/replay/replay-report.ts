import type { CheckRequest, Report } from '@inbox-connect/core';
import { labPassword, labZone, type Scenario } from '../scenario.ts';
import { behaviourOf } from './replay-behaviour.ts';
import { type Lane, laneOf } from './replay-lane.ts';
import { imapReplies, smtpReplies } from './replay-replies.ts';

/** A report without the settings that it was made with: the check never started. */
export class NotReplayable extends Error {
  override readonly name = 'NotReplayable';
}

/**
 * Makes a scenario of a report: servers that are found, listen, secure, greet, offer, answer and fail as those did that
 * the report tells of, under names of the lab. The same check against them ends in the same stage for the same cause.
 * What a server said is said again as far as the report quotes it. Throws `NotReplayable` for a check that never started.
 */
export function replayReport(report: Report, name: string): Scenario {
  const { settings, outcome } = report;
  if (settings === null || outcome === null) throw new NotReplayable('The check of this report has not ended');
  const domain = `${name}.${labZone}`;
  const email = `anna@${domain}`;
  const lanes = { imap: laneOf(report, 'imap', domain), smtp: laneOf(report, 'smtp', domain) };
  const username = signInNameOf(lanes.imap, email);
  const request: CheckRequest = {
    ...settings,
    email,
    password: labPassword,
    ...(username === email ? {} : { username }),
    imap: { ...settings.imap, host: lanes.imap.host },
    smtp: { ...settings.smtp, host: lanes.smtp.host },
    // A fingerprint of the real server means nothing here; what was trusted there is allowed here.
    allowNonSecureCertificate: settings.allowNonSecureCertificate || settings.trustedCertificates.length > 0,
    trustedCertificates: [],
  };
  if (username === email) delete request.username;
  return {
    name,
    domain,
    account: { email, signInName: username, password: labPassword },
    imap: { ...behaviourOf(lanes.imap), replies: imapReplies(lanes.imap) },
    smtp: { ...behaviourOf(lanes.smtp), replies: smtpReplies(lanes.smtp) },
    delivery: lanes.smtp.saw('message-missing') === undefined ? 'delivered' : 'lost',
    request,
    outcome,
    problems: report.problems.map(({ service, stage, cause }) => ({ service, stage, cause })),
  };
}

function signInNameOf(lane: Lane, email: string): string {
  switch (lane.saw('settings-used')?.usernameForm) {
    case 'local-part':
      return 'anna';
    case 'other':
      return 'another-name';
    default:
      return email;
  }
}
