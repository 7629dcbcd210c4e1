import { Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { useCatalogue } from '../lib/catalogue.ts';
import { useMedia } from '../lib/media.ts';

type Theme = 'light' | 'dark';

/** Changes between light and dark. Until somebody does, the system decides; the choice is kept in this browser. */
export function ThemeToggle() {
  const { t } = useCatalogue();
  const system: Theme = useMedia('(prefers-color-scheme: dark)') ? 'dark' : 'light';
  const [chosen, setChosen] = useState<Theme | undefined>(readTheme);
  const theme = chosen ?? system;
  const choose = () => {
    const next = theme === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = next;
    try {
      localStorage.setItem('theme', next);
    } catch {
      // Storage is closed to us: the choice lasts as long as the page.
    }
    setChosen(next);
  };
  const Icon = theme === 'dark' ? Sun : Moon;
  return (
    <button
      type="button"
      onClick={choose}
      aria-label={t(theme === 'dark' ? 'page.light-theme' : 'page.dark-theme')}
      className="grid size-11 place-items-center rounded-lg text-mute hover:bg-soft hover:text-ink"
    >
      <Icon aria-hidden className="size-4.5" />
    </button>
  );
}

function readTheme(): Theme | undefined {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : undefined;
}
