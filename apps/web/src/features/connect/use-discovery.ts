import { discoverServers } from '@inbox-connect/client';
import { type Candidate, type Discovery, emailSchema, type Service } from '@inbox-connect/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { type EnteredSettings, emptySettings, trimUnseen } from './entered-settings.ts';
import { guessServers } from './guess-servers.ts';

/** What is found out about the address in the form. */
export interface ServerDiscovery {
  readonly isSearching: boolean;
  /** Undefined until something is known about exactly this address. */
  readonly known: Discovery | undefined;
  /** The candidate whose servers stand in the fields as they were found. */
  readonly used: Candidate | undefined;
  /** The services whose fields hold what we guess from the address, because nobody knows better. */
  readonly guessed: readonly Service[];
  /** From a check on, its result tells more than that we had guessed. */
  readonly try: () => void;
  /** Asks about the address, if it is one and has not been asked about. */
  readonly look: () => void;
  /** Asks when the focus leaves the address for another field, or nothing; for a button not: what appears then would move it away under the pointer. */
  readonly leave: (to: EventTarget | null) => void;
}

type Servers = Pick<EnteredSettings, 'imap' | 'smtp' | 'username' | 'allowNonSecureCertificate'>;

const services = ['imap', 'smtp'] as const;
const tenMinutes = 600_000;

/** Fills in the servers of an address when it is complete. What a person has typed, or a story has filled in, stays. */
export function useDiscovery(form: UseFormReturn<EnteredSettings>, isOff: boolean): ServerDiscovery {
  const [asked, setAsked] = useState<string>();
  const [tried, setTried] = useState<string>();
  const [email, imap, smtp] = useWatch({ control: form.control, name: ['email', 'imap', 'smtp'] });
  const entered = { imap, smtp };
  const { data, isFetching } = useQuery({
    queryKey: ['discovery', asked],
    queryFn: asked === undefined ? skipToken : ({ signal }) => discoverServers(asked, { signal }),
    gcTime: tenMinutes,
    staleTime: tenMinutes,
  });
  const filled = useRef<Servers>(emptySettings);
  const isAbout = !isOff && asked !== undefined && trimUnseen(email) === asked;
  const known = isAbout ? data : undefined;
  const best = known?.candidates[0];
  const guess = useMemo(() => (known === undefined || asked === undefined ? undefined : guessServers(known, asked)), [known, asked]);

  useEffect(() => {
    const present = [filled.current, emptySettings].find((ours) => isUntouched(form.getValues(), ours));
    if (present === undefined || isOff) return;
    const found = best === undefined ? { ...emptySettings, ...guess } : serversOf(best, trimUnseen(form.getValues('email')));
    // What was found for another address must not get the password of this one.
    const next = known !== undefined ? found : isAbout ? present : emptySettings;
    if (next !== present) fill(form, next, present);
    filled.current = next;
  }, [isOff, isAbout, known, best, guess, form]);

  const wanted = best === undefined ? undefined : serversOf(best, '');
  const isUsed = wanted !== undefined && isSame(imap, wanted.imap) && isSame(smtp, wanted.smtp);
  const look = () => {
    const address = trimUnseen(form.getValues('email'));
    if (!isOff && emailSchema.safeParse(address).success) setAsked(address);
  };
  return {
    isSearching: isAbout && isFetching,
    known,
    used: isUsed ? best : undefined,
    guessed: guess === undefined || tried === asked ? [] : services.filter((service) => isSame(entered[service], guess[service])),
    try: () => setTried(asked),
    look,
    leave: (to) => (to === null || to instanceof HTMLInputElement) && look(),
  };
}

/** Puts servers into the fields; certificates were trusted for those that stood there before, and a box that a person ticked stays ticked. */
function fill(form: UseFormReturn<EnteredSettings>, next: Servers, present: Servers): void {
  const entered = form.getValues();
  if (!services.every((service) => isSame(entered[service], next[service]))) form.setValue('trustedCertificates', []);
  for (const service of services) for (const field of ['host', 'port', 'security'] as const) form.setValue(`${service}.${field}`, next[service][field]);
  form.setValue('username', next.username);
  if (entered.allowNonSecureCertificate === present.allowNonSecureCertificate) form.setValue('allowNonSecureCertificate', next.allowNonSecureCertificate);
}

/** The first servers of a candidate, as the fields hold them. A name that signs in stands there only where it is not the address, and the same for both. */
function serversOf({ imap: [imap], smtp: [smtp], allowNonSecureCertificate = false }: Candidate, email: string): Servers {
  const name = imap?.username === smtp?.username || smtp === undefined ? imap?.username : undefined;
  return {
    imap: imap === undefined ? emptySettings.imap : { host: imap.host, port: String(imap.port), security: imap.security },
    smtp: smtp === undefined ? emptySettings.smtp : { host: smtp.host, port: String(smtp.port), security: smtp.security },
    username: name === undefined || name === email ? '' : name,
    allowNonSecureCertificate,
  };
}

function isUntouched(entered: Servers, filled: Servers): boolean {
  return isSame(entered.imap, filled.imap) && isSame(entered.smtp, filled.smtp) && entered.username === filled.username;
}

function isSame(left: Servers['imap'], right: Servers['imap']): boolean {
  return left.host === right.host && left.port === right.port && left.security === right.security;
}
