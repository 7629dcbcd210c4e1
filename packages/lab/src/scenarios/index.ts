import type { Scenario } from '../scenario.ts';
import customUsername from './custom-username.ts';
import healthy from './healthy.ts';
import healthyStarttls from './healthy-starttls.ts';

/** All scenarios, in the order in which they are offered. */
export const scenarios: readonly Scenario[] = [healthy, healthyStarttls, customUsername];
