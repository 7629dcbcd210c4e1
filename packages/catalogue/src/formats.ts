import type { Locale } from '@inbox-connect/core';
import type { MessageKey } from './catalogue.ts';
import type { Values } from './interpolate.ts';

/** How a language writes numbers, dates and times. */
export interface Formats {
  formatNumber(value: number): string;
  /** `14 Nov 2026`; takes ISO 8601 too. */
  formatDate(date: Date | string): string;
  formatDateTime(date: Date | string): string;
  /** `07:16:05`. */
  formatTime(date: Date): string;
  /** `25 Nov 2026, 07:16:05 UTC`: to the second, in a time zone as IANA names it; the system's unless given. */
  formatMoment(date: Date, timeZone: string | undefined): string;
  /** `12 ms`, `1.4 s`, `30 s`, `2 min 5 s`, from milliseconds. */
  formatDuration(milliseconds: number): string;
  /** `0.4 s`: of something that goes on, from milliseconds; its unit does not change under the reader's eyes. */
  formatElapsed(milliseconds: number): string;
  /** `993 or 143`. */
  formatChoice(options: readonly (string | number)[]): string;
}

/** Gives every language its own conventions; English writes dates with the day first, as most of its readers here do. */
export function createFormats(locale: Locale, t: (key: MessageKey, values: Values) => string): Formats {
  const tag = locale === 'en' ? 'en-GB' : locale;
  const number = new Intl.NumberFormat(tag);
  const tenths = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' });
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'medium' });
  const choice = new Intl.ListFormat(tag, { type: 'disjunction' });
  return {
    formatNumber: (value) => number.format(value),
    formatDate: (value) => whenValid(value, date),
    formatDateTime: (value) => whenValid(value, dateTime),
    formatTime: (value) => time.format(value),
    formatMoment: (value, timeZone) =>
      value.toLocaleString(tag, {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        timeZone,
        timeZoneName: 'short',
      }),
    formatDuration(milliseconds) {
      if (milliseconds < 1) return t('units.under-a-millisecond', {});
      if (milliseconds < 1_000) return t('units.milliseconds', { value: number.format(Math.round(milliseconds)) });
      if (milliseconds < 10_000) return t('units.seconds', { value: tenths.format(Math.floor(milliseconds / 100) / 10) });
      if (milliseconds < 60_000) return t('units.seconds', { value: number.format(Math.floor(milliseconds / 1_000)) });
      const seconds = Math.floor(milliseconds / 1_000);
      return t('units.minutes', { minutes: number.format(Math.floor(seconds / 60)), seconds: number.format(seconds % 60) });
    },
    formatElapsed: (milliseconds) => t('units.seconds', { value: tenths.format(Math.floor(milliseconds / 100) / 10) }),
    formatChoice: (options) => choice.format(options.map(String)),
  };
}

/** A certificate may carry a date that no calendar knows: then it is shown as it came. */
function whenValid(value: Date | string, format: Intl.DateTimeFormat): string {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? String(value) : format.format(date);
}
