import { loadCatalogue } from '@inbox-connect/catalogue';
import type { LabEntry } from '@inbox-connect/core';
import { expect, test } from 'vitest';
import { findStories, groupStories } from './story-groups.ts';

const request: LabEntry['request'] = {
  email: 'anna@example.test',
  password: 'lab',
  imap: { host: 'imap.example.test', port: 993, security: 'tls' },
  smtp: { host: 'smtp.example.test', port: 465, security: 'tls' },
  allowNonSecureCertificate: false,
  trustedCertificates: [],
  sendTestMessage: true,
  locale: 'en',
};
const stories: readonly LabEntry[] = [
  {
    name: 'certificate-expired',
    title: '',
    error: 'certificate-not-trusted',
    expects: { outcome: 'failed', stage: 'secure', cause: 'certificate-expired' },
    request,
  },
  {
    name: 'imap-port-closed',
    title: '',
    error: 'imap-settings-incorrect',
    expects: { outcome: 'failed', stage: 'connect', cause: 'connection-refused' },
    request,
  },
  { name: 'healthy', title: '', error: null, expects: { outcome: 'connected' }, request },
  {
    name: 'no-words-yet',
    title: 'New',
    error: 'imap-settings-incorrect',
    expects: { outcome: 'failed', stage: 'connect', cause: 'connection-timeout' },
    request,
  },
];
const catalogue = await loadCatalogue('en');
const groups = groupStories(stories, catalogue);

function namesIn(found: typeof groups): readonly (readonly string[])[] {
  return found.map((group) => group.stories.map(({ story }) => story.name));
}

test('stories stand under what they are about, those to begin with before all others', () => {
  expect(groups.map(({ title }) => title)).toEqual(['Stories to begin with', 'Wrong server or port', 'Certificate and encryption']);
  expect(namesIn(groups)).toEqual([['healthy'], ['imap-port-closed', 'no-words-yet'], ['certificate-expired']]);
  expect(groups[1]?.stories.map(({ title }) => title)).toEqual(['Nobody listens', 'New']);
});

test.each([
  ['', [['healthy'], ['imap-port-closed', 'no-words-yet'], ['certificate-expired']]],
  ['LISTENS ', [['imap-port-closed']]],
  ['wrong port', [['imap-port-closed', 'no-words-yet']]],
  ['connection-refused', [['imap-port-closed']]],
  ['it works', [['healthy']]],
  ['expired wrong', []],
])('%j finds %j', (wanted, names) => {
  expect(namesIn(findStories(groups, wanted))).toEqual(names);
});
