import { type Catalogue, describeScenario } from '@inbox-connect/catalogue';
import { type ErrorId, errorIdSchema, type LabEntry } from '@inbox-connect/core';

/** A story with what is said about it. */
export interface ToldStory {
  readonly story: LabEntry;
  readonly title: string;
  readonly description: string;
}

/** Stories that end with the same error of the article, or without one. */
export interface StoryGroup {
  readonly error: ErrorId | null;
  readonly title: string;
  readonly meaning: string;
  readonly stories: readonly ToldStory[];
}

/** The stories by their error, success first and then in the order of the article. */
export function groupStories(stories: readonly LabEntry[], catalogue: Catalogue): readonly StoryGroup[] {
  const { t } = catalogue;
  const told = stories.map((story) => ({ story, ...(describeScenario(catalogue, story.name) ?? { title: story.title, description: '' }) }));
  return [null, ...errorIdSchema.options]
    .map((error) => ({
      error,
      title: error === null ? t('demo.works.title') : t(`errors.${error}.title`),
      meaning: error === null ? t('demo.works.meaning') : t(`errors.${error}.meaning`),
      stories: told.filter(({ story }) => story.error === error),
    }))
    .filter((group) => group.stories.length > 0);
}

/** What is left when each word must stand somewhere: in a story's words, its cause, or the name of its group. */
export function findStories(groups: readonly StoryGroup[], wanted: string): readonly StoryGroup[] {
  const words = wanted.toLowerCase().split(/\s+/);
  return groups
    .map((group) => ({
      ...group,
      stories: group.stories.filter(({ story, title, description }) => {
        const text = [title, description, group.title, story.name, story.expects.cause].join(' ').toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ stories }) => stories.length > 0);
}
