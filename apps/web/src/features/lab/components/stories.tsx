import type { LabEntry } from '@inbox-connect/core';
import { useMemo, useState } from 'react';
import { Field, inputClasses } from '../../../components/field.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { findStories, groupStories, type StoryGroup } from '../story-groups.ts';
import { Story } from './story.tsx';

interface StoriesProps {
  readonly stories: readonly LabEntry[];
  readonly onTell: (story: LabEntry) => void;
}

/** All stories under the error that each of them ends with, and a way to find one by its words. */
export function Stories({ stories, onTell }: StoriesProps) {
  const catalogue = useCatalogue();
  const [wanted, setWanted] = useState('');
  const groups = useMemo(() => groupStories(stories, catalogue), [stories, catalogue]);
  const found = findStories(groups, wanted);
  const count = found.reduce((total, group) => total + group.stories.length, 0);
  return (
    <>
      <search className="mb-7 block max-w-md">
        <Field
          id="find-story"
          label={catalogue.t('demo.find')}
          hint={<span role="status">{count === 0 ? catalogue.t('demo.none') : catalogue.t('demo.count', { count })}</span>}
        >
          <input
            id="find-story"
            type="search"
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
            placeholder={catalogue.t('demo.example')}
            spellCheck={false}
            className={inputClasses}
          />
        </Field>
      </search>
      {found.map((group) => (
        <Group key={group.id} group={group} onTell={onTell} />
      ))}
    </>
  );
}

function Group({ group: { id: theme, title, meaning, stories }, onTell }: { readonly group: StoryGroup; readonly onTell: StoriesProps['onTell'] }) {
  const id = `stories-${theme}`;
  return (
    <section aria-labelledby={id} className="mb-8">
      <h2 id={id} className="text-lg font-semibold">
        {title}
      </h2>
      <p className="mb-3 text-md text-mute">{meaning}</p>
      <ul className="grid gap-2.5 sm:grid-cols-2 sm:gap-3.5 xl:grid-cols-3">
        {stories.map((told) => (
          <li key={told.story.name} className="flex">
            <Story {...told} isFirst={theme === 'first'} onTell={onTell} />
          </li>
        ))}
      </ul>
    </section>
  );
}
