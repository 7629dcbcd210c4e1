import { type Catalogue, describeScenario } from '@inbox-connect/catalogue';
import type { Cause, LabEntry } from '@inbox-connect/core';

/** A story with what is said about it. */
export interface ToldStory {
  readonly story: LabEntry;
  readonly title: string;
  readonly description: string;
  /** The theme that it belongs to. */
  readonly theme: string;
}

/** Stories about one theme; those that are told most often stand before all themes. */
export interface StoryGroup {
  readonly id: 'first' | Theme;
  readonly title: string;
  readonly meaning: string;
  readonly stories: readonly ToldStory[];
}

/** What a presenter looks for, in the order in which it is told. */
const themes = ['works', 'password', 'app-password', 'blocked', 'account', 'port', 'encryption', 'server', 'message', 'several'] as const;
type Theme = (typeof themes)[number];

/** What people want to see before anything else. */
export const firstStories: readonly string[] = [
  'healthy',
  'app-password-required',
  'smtp-port-closed',
  'certificate-wrong-name',
  'too-many-connections',
  'two-faults',
];

/** The stories by what they are about. */
export function groupStories(stories: readonly LabEntry[], catalogue: Catalogue): readonly StoryGroup[] {
  const { t } = catalogue;
  const told = stories.map((story) => {
    const words = describeScenario(catalogue, story.name) ?? { title: story.title, description: '' };
    return { story, ...words, theme: t(`demo.themes.${themeOf(story)}.title`) };
  });
  const first = firstStories.flatMap((name) => told.filter(({ story }) => story.name === name));
  const rest = told.filter(({ story }) => !firstStories.includes(story.name));
  return [
    { id: 'first' as const, title: t('demo.first.title'), meaning: t('demo.first.meaning'), stories: first },
    ...themes.map((theme) => ({
      id: theme,
      title: t(`demo.themes.${theme}.title`),
      meaning: t(`demo.themes.${theme}.meaning`),
      stories: rest.filter(({ story }) => themeOf(story) === theme),
    })),
  ].filter((group) => group.stories.length > 0);
}

/** What is left when each word must stand somewhere: in a story's words, its theme, its cause, or the name of its group. */
export function findStories(groups: readonly StoryGroup[], wanted: string): readonly StoryGroup[] {
  const words = wanted.toLowerCase().split(/\s+/);
  return groups
    .map((group) => ({
      ...group,
      stories: group.stories.filter(({ story, title, description, theme }) => {
        const text = [title, description, theme, group.title, story.name, story.error, story.expects.cause].join(' ').toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ stories }) => stories.length > 0);
}

function themeOf({ name, expects: { stage, cause } }: LabEntry): Theme {
  const own = themesOfTheirOwn[name];
  if (own !== undefined) return own;
  if (stage === 'send' || stage === 'arrive') return 'message';
  return cause === undefined ? 'works' : (themeOfCause[cause] ?? 'server');
}

/** What the cause alone does not tell. */
const themesOfTheirOwn: Readonly<Record<string, Theme>> = {
  slow: 'server',
  'two-faults': 'several',
  'fastmail-app-password': 'app-password',
  'netease-authorisation-code': 'app-password',
  'gmx-imap-off': 'blocked',
  'web-de-imap-off': 'blocked',
};

/** All others mean a server that does not do its work. */
const themeOfCause: Readonly<Partial<Record<Cause, Theme>>> = {
  'wrong-credentials': 'password',
  'username-format': 'password',
  'password-expired': 'password',
  'app-password-required': 'app-password',
  'oauth-required': 'blocked',
  'browser-sign-in-required': 'blocked',
  'imap-disabled': 'blocked',
  'smtp-auth-disabled': 'blocked',
  'auth-method-unsupported': 'blocked',
  'account-locked': 'account',
  'account-suspended': 'account',
  'too-many-connections': 'account',
  'rate-limited': 'account',
  'ip-not-allowed': 'account',
  'host-not-found': 'port',
  'dns-temporary-failure': 'port',
  'connection-refused': 'port',
  'connection-timeout': 'port',
  'network-unreachable': 'port',
  'wrong-port-or-security': 'port',
  'address-not-permitted': 'port',
  'certificate-self-signed': 'encryption',
  'certificate-unknown-issuer': 'encryption',
  'certificate-expired': 'encryption',
  'certificate-name-mismatch': 'encryption',
  'tls-version-unsupported': 'encryption',
  'starttls-unavailable': 'encryption',
  'encryption-required': 'encryption',
  'connection-tampered': 'encryption',
  'connection-reset': 'encryption',
};
