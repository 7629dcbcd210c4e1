import { ApiError } from '@inbox-connect/client';
import { applyPatch, type ConnectionSettings, type LabEntry, type Report, type SettingsPatch } from '@inbox-connect/core';
import { useEffect, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { useCatalogue } from '../../lib/catalogue.ts';
import { type FormStep, goToCheck, goToForm, useRoute } from '../../lib/route.ts';
import { type Proving, useStartCheck } from './api/use-start-check.ts';
import { type EnteredSettings, emptySettings, formatEndpoint, toCheckRequest, toEnteredSettings, unencryptedServices } from './entered-settings.ts';
import { accountFields, type FieldName, fieldNames, resolver, summarize } from './field-errors.ts';
import { type ServerDiscovery, useDiscovery } from './use-discovery.ts';

/** A connection without encryption, or a server of somebody else that nobody vouches for. */
type Question = 'clear-text' | 'other-domain';

/** Everything that the form does, and what it holds: kept above all pages, so that nothing typed is lost on the way to a result and back. */
export interface ConnectFlow {
  readonly form: UseFormReturn<EnteredSettings>;
  readonly step: FormStep;
  /** The story of the demo lab that filled the form. */
  readonly story: LabEntry | null;
  /** The report that the form was filled from, to be told what has changed since. */
  readonly since: Report | null;
  /** Counts the tries that ended with errors; the summary takes the focus at each. */
  readonly failedTries: number;
  readonly refusal: Error | null;
  /** When the service that refused takes a check again, as `Date.now()` counts; null when time alone will not help. */
  readonly retryAt: number | null;
  readonly isStarting: boolean;
  /** The work that the service wants before this check. */
  readonly proving: Proving | null;
  readonly discovery: ServerDiscovery;
  /** What is asked before a password goes where it may not be safe. */
  readonly question: Question | null;
  readonly answer: (goOn: boolean) => void;
  readonly goTo: (step: FormStep) => void;
  readonly goOn: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Back from a result into the form, with the settings of that check and the password that is still in the form. */
  readonly change: (settings: ConnectionSettings | null, field?: FieldName) => void;
  /** Puts the settings of a check into a form that a reload has emptied, so that the way back finds them there. */
  readonly restore: (settings: ConnectionSettings) => void;
  /** Applies a remedy to the settings of a check and starts again; without a password it asks for that first. */
  readonly retry: (settings: ConnectionSettings, patch?: SettingsPatch) => Promise<void>;
  /** Fills the form from a report, whoever made it. The password is asked for: it never goes to servers that nobody has looked at. */
  readonly checkAgain: (report: Report, settings: ConnectionSettings) => void;
  /** Fills the form with a story; one that a link asked for takes the place of the link. */
  readonly tell: (story: LabEntry, options?: { readonly replaces?: boolean }) => void;
  readonly clear: () => void;
  /** The field that a remedy sent the person to. */
  readonly wanted: FieldName | null;
}

export function useConnectFlow(): ConnectFlow {
  const catalogue = useCatalogue();
  const route = useRoute();
  const step = route.page === 'form' ? route.step : 'account';
  const [story, setStory] = useState<LabEntry | null>(null);
  const [since, setSince] = useState<Report | null>(null);
  const [failedTries, setFailedTries] = useState(0);
  const [refusedAt, setRefusedAt] = useState(0);
  const [question, setQuestion] = useState<Question | null>(null);
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const [wanted, setWanted] = useState<FieldName | null>(null);
  const form = useForm<EnteredSettings>({
    defaultValues: emptySettings,
    resolver,
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const mutation = useStartCheck(goToCheck);
  const discovery = useDiscovery(form, story !== null);
  const unconfirmed = (discovery.used?.unconfirmedDomains ?? []).filter((domain) => !confirmed.includes(domain));

  const fail = () => setFailedTries((count) => count + 1);
  const goTo = (next: FormStep) => {
    setWanted(null);
    goToForm(next);
  };
  // After a reload nothing is typed yet: the second step would ask for servers of nobody.
  const lacksAccount = step === 'servers' && form.getValues('email') === '' && failedTries === 0;
  useEffect(() => {
    if (lacksAccount) goToForm('account', { replaces: true });
  }, [lacksAccount]);

  const send = async (entered: EnteredSettings) => {
    try {
      await mutation.mutateAsync(toCheckRequest(entered, catalogue.locale));
      discovery.try();
      setWanted(null);
    } catch (error) {
      setRefusedAt(Date.now());
      fail();
      goToForm(error instanceof ApiError && error.errors.length > 0 ? showFieldErrors(error) : step);
    }
  };

  /** Says beside each field what the service has against it; answers with the step that they stand in. */
  const showFieldErrors = ({ errors }: ApiError): FormStep => {
    for (const { field, code } of errors) {
      const name = fieldNames.find((candidate) => candidate === field);
      if (name !== undefined) form.setError(name, { type: code });
    }
    return stepOfFields(errors);
  };

  const submit = async (answered: readonly Question[] = []) => {
    mutation.reset();
    await form.handleSubmit(
      (entered) => {
        const questions: readonly Question[] = [
          ...(unconfirmed.length > 0 ? ['other-domain' as const] : []),
          ...(unencryptedServices(entered).length > 0 ? ['clear-text' as const] : []),
        ];
        const open = questions.find((one) => !answered.includes(one));
        return open === undefined ? send(entered) : setQuestion(open);
      },
      (errors) => {
        fail();
        goToForm(stepOfFields(summarize(catalogue, errors)));
      },
    )();
  };

  const fill = (settings: ConnectionSettings) => {
    const { email, password } = form.getValues();
    form.reset(toEnteredSettings(settings, email.trim() === settings.email ? password : ''));
  };

  const change = (settings: ConnectionSettings | null, field?: FieldName) => {
    mutation.reset();
    if (settings !== null) fill(settings);
    const next = form.getValues('password') === '' ? 'password' : (field ?? null);
    setWanted(next);
    goToForm(next === null ? 'account' : stepOfFields([{ field: next }]));
  };

  return {
    form,
    step,
    story,
    since,
    failedTries,
    refusal: mutation.error,
    retryAt: retryAt(mutation.error, refusedAt),
    isStarting: mutation.isPending,
    proving: mutation.proving,
    discovery,
    question,
    answer(goOn) {
      setQuestion(null);
      if (!goOn) return goTo('servers');
      if (question === 'other-domain') setConfirmed([...confirmed, ...unconfirmed]);
      void submit(question === 'clear-text' ? ['clear-text', 'other-domain'] : ['other-domain']);
    },
    goTo,
    async goOn() {
      mutation.reset();
      discovery.look();
      if (await form.trigger([...accountFields])) goTo('servers');
      else fail();
    },
    start: () => submit(),
    change,
    restore(settings) {
      if (form.getValues('email') === '') fill(settings);
    },
    async retry(settings, patch) {
      const next = patch === undefined ? settings : applyPatch(settings, patch);
      if (form.getValues('password') === '' || form.getValues('email').trim() !== settings.email) return change(next);
      fill(next);
      await submit();
    },
    checkAgain(report, settings) {
      mutation.reset();
      form.reset(toEnteredSettings(settings, ''));
      setStory(null);
      setSince(report);
      setWanted(settings.email === '' ? 'email' : 'password');
      goToForm('account');
    },
    tell(entry, { replaces = false } = {}) {
      const { password, ...settings } = entry.request;
      mutation.reset();
      form.reset(toEnteredSettings(settings, password));
      setStory(entry);
      setSince(null);
      setWanted(null);
      goToForm('account', { replaces });
    },
    clear() {
      mutation.reset();
      form.reset(emptySettings);
      setStory(null);
      setSince(null);
      goTo('account');
    },
    wanted,
  };
}

/** The servers that would get the password in clear text, by their names. */
export function unencryptedHosts(entered: EnteredSettings): readonly string[] {
  return [...new Set(unencryptedServices(entered).map((service) => formatEndpoint(entered[service])))];
}

/** A limit, or a service that is busy, passes; ten seconds unless it says otherwise. */
function retryAt(refusal: Error | null, refusedAt: number): number | null {
  if (!(refusal instanceof ApiError) || ![429, 503].includes(refusal.status) || refusal.errors.length > 0) return null;
  return refusedAt + (refusal.retryAfterSeconds ?? 10) * 1_000;
}

/** The first step that holds one of the fields. */
function stepOfFields(errors: readonly { readonly field: string }[]): FormStep {
  return errors.some(({ field }) => accountFields.some((name) => name === field)) ? 'account' : 'servers';
}
