import type { Locale } from '@inbox-connect/core';
import cli from './en/cli.json' with { type: 'json' };
import common from './en/common.json' with { type: 'json' };
import demo from './en/demo.json' with { type: 'json' };
import errors from './en/errors.json' with { type: 'json' };
import facts from './en/facts.json' with { type: 'json' };
import fields from './en/fields.json' with { type: 'json' };
import form from './en/form.json' with { type: 'json' };
import lab from './en/lab.json' with { type: 'json' };
import problems from './en/problems.json' with { type: 'json' };
import progress from './en/progress.json' with { type: 'json' };
import remedies from './en/remedies.json' with { type: 'json' };
import result from './en/result.json' with { type: 'json' };
import stages from './en/stages.json' with { type: 'json' };

/** `common.json` stands at the root, every other file under its own name. */
const english = { ...common, cli, demo, errors, facts, fields, form, lab, problems, progress, remedies, result, stages };

/** All words of one language. English defines which there are. */
export type Words = typeof english;

/** The languages that are complete; one that lacks a word is not offered. */
export const wordsByLocale: { readonly en: Words } & Readonly<Partial<Record<Locale, Words>>> = { en: english };
