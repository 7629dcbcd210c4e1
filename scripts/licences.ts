/** `npm run licences`: writes down what is installed when the product runs, and under which licences. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listLicences } from './list-licences.ts';

writeFileSync(join(import.meta.dirname, '../docs/licences.md'), listLicences());
