import type { Scenario } from '../scenario.ts';
import appPasswordRequired from './app-password-required.ts';
import certificateExpired from './certificate-expired.ts';
import certificateSelfSigned from './certificate-self-signed.ts';
import certificateUnknownIssuer from './certificate-unknown-issuer.ts';
import certificateWrongName from './certificate-wrong-name.ts';
import clearTextOnTlsPort from './clear-text-on-tls-port.ts';
import connectionTampered from './connection-tampered.ts';
import customUsername from './custom-username.ts';
import healthy from './healthy.ts';
import healthyStarttls from './healthy-starttls.ts';
import imapHostNotFound from './imap-host-not-found.ts';
import imapPortClosed from './imap-port-closed.ts';
import imapSignInUnavailable from './imap-sign-in-unavailable.ts';
import messageNotArrived from './message-not-arrived.ts';
import messageRejected from './message-rejected.ts';
import relayDenied from './relay-denied.ts';
import senderRejected from './sender-rejected.ts';
import slow from './slow.ts';
import smtpPortClosed from './smtp-port-closed.ts';
import smtpSignInUnavailable from './smtp-sign-in-unavailable.ts';
import smtpWithoutStarttls from './smtp-without-starttls.ts';
import tooManyConnections from './too-many-connections.ts';
import twoFaults from './two-faults.ts';
import webServerOnImapPort from './web-server-on-imap-port.ts';
import wrongPassword from './wrong-password.ts';

/** All scenarios, in the order in which they are offered. */
export const scenarios: readonly Scenario[] = [
  healthy,
  healthyStarttls,
  customUsername,
  slow,
  wrongPassword,
  appPasswordRequired,
  tooManyConnections,
  imapSignInUnavailable,
  imapPortClosed,
  imapHostNotFound,
  clearTextOnTlsPort,
  webServerOnImapPort,
  smtpPortClosed,
  smtpWithoutStarttls,
  smtpSignInUnavailable,
  certificateExpired,
  certificateWrongName,
  certificateSelfSigned,
  certificateUnknownIssuer,
  senderRejected,
  relayDenied,
  messageRejected,
  messageNotArrived,
  twoFaults,
  connectionTampered,
];
