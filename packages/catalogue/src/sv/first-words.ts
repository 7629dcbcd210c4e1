import type { FirstWords } from '../words.ts';
import common from './common.json' with { type: 'json' };
import discovery from './discovery.json' with { type: 'json' };
import facts from './facts.json' with { type: 'json' };
import fields from './fields.json' with { type: 'json' };
import form from './form.json' with { type: 'json' };
import progress from './progress.json' with { type: 'json' };
import stages from './stages.json' with { type: 'json' };

export const firstWords: FirstWords = { ...common, discovery, facts, fields, form, progress, stages };
