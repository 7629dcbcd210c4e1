import { spoken } from './spoken.ts';

/** No password is taken any more. */
export const passwordsOff = spoken({
  english: `
    basic authentication is disabled | basic authentication … disabled | basic auth … disabled | basic authentication … blocked
    basic authentication … not supported | basicauthblocked | security defaults | locked by your organization | conditional access
    did not meet the criteria | federated sts | modern authentication | modern auth | legacy auth | oauth | less secure app
    less-secure app | no longer support … password | multi-factor | multifactor
  `,
});
