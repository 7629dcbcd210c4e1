import { renderTestMessage } from '@inbox-connect/catalogue';
import type { ConnectionSettings } from '@inbox-connect/core';
import type { Receiver, TestMessagePlan } from '@inbox-connect/engine';
import type { Config } from './config.ts';

/** Where mail from accounts of the lab goes: a domain that the lab's own servers deliver for. */
export const labBccAddress = 'bcc@workspace.lab.test';

/** The address that test messages go to, apart from those of the lab's accounts. */
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
  readonly lab: { isLabAddress(address: string): boolean } | undefined;
  /** Undefined when this process receives no mail. */
  readonly receiver: Receiver | undefined;
}

/** Where the test message of a check goes and who sees it arrive; the recipient is the operator's choice, never a person's. */
export function planTestMessage(settings: ConnectionSettings, { config, lab, receiver }: Surroundings): TestMessagePlan {
  const message = renderTestMessage(settings.locale, { email: settings.email });
  if (lab?.isLabAddress(settings.email)) return { recipient: labBccAddress, message, receiver };
  const recipient = bccAddressOf(config);
  if (recipient === undefined) return { skipped: 'no-recipient' };
  return { recipient, message, receiver: isOwnAddress(recipient, config) ? receiver : undefined };
}
