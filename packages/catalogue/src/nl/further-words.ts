import type { FurtherWords } from '../words.ts';
import cli from './cli.json' with { type: 'json' };
import compare from './compare.json' with { type: 'json' };
import demo from './demo.json' with { type: 'json' };
import errors from './errors.json' with { type: 'json' };
import lab from './lab.json' with { type: 'json' };
import note from './note.json' with { type: 'json' };
import problems from './problems.json' with { type: 'json' };
import remedies from './remedies.json' with { type: 'json' };
import report from './report.json' with { type: 'json' };
import result from './result.json' with { type: 'json' };

export const furtherWords: FurtherWords = { cli, compare, demo, errors, lab, note, problems, remedies, report, result };
