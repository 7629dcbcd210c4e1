import { renderTestMessage } from '@inbox-connect/catalogue';
import type { ConnectionSettings } from '@inbox-connect/core';
import type { Receiver, TestMessagePlan } from '@inbox-connect/engine';
import type { Lab } from '@inbox-connect/lab';
import type { Config } from './config.ts';

/** Where mail from accounts of the lab goes when the operator named no address: a domain that the lab's own servers deliver for. */
export const labBccAddress = 'bcc@workspace.lab.test';

/** The address that test messages go to; with none, only accounts of the lab send one. */
export function bccAddressOf({ bccAddress, receiverDomain }: Pick<Config, 'bccAddress' | 'receiverDomain'>): string | undefined {
  return bccAddress ?? (receiverDomain === undefined ? undefined : `bcc@${receiverDomain}`);
}

/** Whether mail to the address comes to our own receiver. */
export function isOwnAddress(address: string, { receiverDomain }: Pick<Config, 'receiverDomain'>): boolean {
  return receiverDomain !== undefined && address.slice(address.lastIndexOf('@') + 1).toLowerCase() === receiverDomain;
}

interface Surroundings {
  readonly config: Pick<Config, 'bccAddress' | 'receiverDomain'>;
  /** Undefined when the lab is off. */
  readonly lab: Pick<Lab, 'isLabAddress' | 'privateHost'> | undefined;
  /** Undefined when this process receives no mail. */
  readonly receiver: Receiver | undefined;
}

/** Where the test message of a check goes and who sees it arrive; the recipient is the operator's choice, never a person's. */
export function planTestMessage(settings: ConnectionSettings, { config, lab, receiver }: Surroundings): TestMessagePlan {
  const message = renderTestMessage(settings.locale, { email: settings.email });
  const recipient = bccAddressOf(config);
  if (recipient !== undefined) return { recipient, message, receiver: isOwnAddress(recipient, config) ? receiver : undefined };
  // A real server would carry the message out of the lab.
  const isOfLab = lab?.isLabAddress(settings.email) && lab.privateHost(settings.smtp.host) !== undefined;
  return isOfLab ? { recipient: labBccAddress, message, receiver } : { skipped: 'no-recipient' };
}
