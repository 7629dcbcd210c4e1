import type { Scenario } from '../scenario.ts';
import accountLocked from './account-locked.ts';
import accountSuspended from './account-suspended.ts';
import addressNotPermitted from './address-not-permitted.ts';
import aolAppPassword from './aol-app-password.ts';
import appPasswordRequired from './app-password-required.ts';
import authMethodUnsupported from './auth-method-unsupported.ts';
import browserSignInRequired from './browser-sign-in-required.ts';
import certificateExpired from './certificate-expired.ts';
import certificateMissingIntermediate from './certificate-missing-intermediate.ts';
import certificateNotYetValid from './certificate-not-yet-valid.ts';
import certificateSelfSigned from './certificate-self-signed.ts';
import certificateUnknownIssuer from './certificate-unknown-issuer.ts';
import certificateWeakKey from './certificate-weak-key.ts';
import certificateWrongName from './certificate-wrong-name.ts';
import clearTextOnTlsPort from './clear-text-on-tls-port.ts';
import connectionReset from './connection-reset.ts';
import connectionTampered from './connection-tampered.ts';
import countryNotAllowed from './country-not-allowed.ts';
import courierImap from './courier-imap.ts';
import customUsername from './custom-username.ts';
import dnsTemporaryFailure from './dns-temporary-failure.ts';
import encryptionRequired from './encryption-required.ts';
import fastmailAppPassword from './fastmail-app-password.ts';
import gmxImapOff from './gmx-imap-off.ts';
import healthy from './healthy.ts';
import healthyStarttls from './healthy-starttls.ts';
import icloudAppPassword from './icloud-app-password.ts';
import imapDisabled from './imap-disabled.ts';
import imapDown from './imap-down.ts';
import imapHostNotFound from './imap-host-not-found.ts';
import imapPortClosed from './imap-port-closed.ts';
import imapPortFiltered from './imap-port-filtered.ts';
import imapSignInUnavailable from './imap-sign-in-unavailable.ts';
import imapSilent from './imap-silent.ts';
import ipNotAllowed from './ip-not-allowed.ts';
import mailboxFull from './mailbox-full.ts';
import messageNotArrived from './message-not-arrived.ts';
import messageRejected from './message-rejected.ts';
import messageTooLarge from './message-too-large.ts';
import microsoftMailboxUnavailable from './microsoft-mailbox-unavailable.ts';
import microsoftSmtpOff from './microsoft-smtp-off.ts';
import microsoftThrottled from './microsoft-throttled.ts';
import neteaseAuthorisationCode from './netease-authorisation-code.ts';
import neteaseSmtpOff from './netease-smtp-off.ts';
import neteaseUnsafeLogin from './netease-unsafe-login.ts';
import networkUnreachable from './network-unreachable.ts';
import outlookPasswordOff from './outlook-password-off.ts';
import passwordExpired from './password-expired.ts';
import qqAuthorisationCode from './qq-authorisation-code.ts';
import rateLimited from './rate-limited.ts';
import recipientRejected from './recipient-rejected.ts';
import relayDenied from './relay-denied.ts';
import senderRejected from './sender-rejected.ts';
import sendingLimitReached from './sending-limit-reached.ts';
import signInNotUnderstood from './sign-in-not-understood.ts';
import slow from './slow.ts';
import smtpPortClosed from './smtp-port-closed.ts';
import smtpSignInUnavailable from './smtp-sign-in-unavailable.ts';
import smtpWithoutStarttls from './smtp-without-starttls.ts';
import tlsOutdated from './tls-outdated.ts';
import tooManyConnections from './too-many-connections.ts';
import twoCertificates from './two-certificates.ts';
import twoFaults from './two-faults.ts';
import unexplained from './unexplained.ts';
import usernameFormat from './username-format.ts';
import webDeImapOff from './web-de-imap-off.ts';
import webServerOnImapPort from './web-server-on-imap-port.ts';
import wrongPassword from './wrong-password.ts';
import yahooAppPassword from './yahoo-app-password.ts';
import yandexImapOff from './yandex-imap-off.ts';
import zohoImapOff from './zoho-imap-off.ts';

/** All scenarios, in the order in which they are offered. */
export const scenarios: readonly Scenario[] = [
  healthy,
  healthyStarttls,
  customUsername,
  slow,
  courierImap,
  wrongPassword,
  usernameFormat,
  gmxImapOff,
  webDeImapOff,
  neteaseAuthorisationCode,
  fastmailAppPassword,
  appPasswordRequired,
  yahooAppPassword,
  aolAppPassword,
  icloudAppPassword,
  qqAuthorisationCode,
  tooManyConnections,
  imapDisabled,
  zohoImapOff,
  yandexImapOff,
  outlookPasswordOff,
  browserSignInRequired,
  accountLocked,
  passwordExpired,
  countryNotAllowed,
  authMethodUnsupported,
  encryptionRequired,
  signInNotUnderstood,
  imapSignInUnavailable,
  unexplained,
  microsoftSmtpOff,
  neteaseSmtpOff,
  rateLimited,
  accountSuspended,
  smtpSignInUnavailable,
  imapPortClosed,
  imapPortFiltered,
  imapHostNotFound,
  dnsTemporaryFailure,
  addressNotPermitted,
  clearTextOnTlsPort,
  webServerOnImapPort,
  connectionReset,
  imapSilent,
  tlsOutdated,
  imapDown,
  microsoftMailboxUnavailable,
  microsoftThrottled,
  neteaseUnsafeLogin,
  smtpPortClosed,
  networkUnreachable,
  smtpWithoutStarttls,
  certificateWeakKey,
  ipNotAllowed,
  connectionTampered,
  certificateExpired,
  certificateNotYetValid,
  certificateWrongName,
  certificateSelfSigned,
  certificateUnknownIssuer,
  certificateMissingIntermediate,
  twoCertificates,
  twoFaults,
  senderRejected,
  recipientRejected,
  relayDenied,
  messageRejected,
  messageTooLarge,
  mailboxFull,
  sendingLimitReached,
  messageNotArrived,
];
