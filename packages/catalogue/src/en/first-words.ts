import common from './common.json' with { type: 'json' };
import discovery from './discovery.json' with { type: 'json' };
import facts from './facts.json' with { type: 'json' };
import fields from './fields.json' with { type: 'json' };
import form from './form.json' with { type: 'json' };
import progress from './progress.json' with { type: 'json' };
import stages from './stages.json' with { type: 'json' };

/** What the form and a running check say. `common.json` stands at the root, every other file under its own name. */
export const firstWords = { ...common, discovery, facts, fields, form, progress, stages };
