import type { UsernameKind } from '../provider.ts';
import type { Condition, Scene } from './rule.ts';

/** The provider is known to want the name in the form that was not used. */
export const providerUsesOtherName: Condition = ({ provider, ...scene }) => {
  if (provider === undefined) return undefined;
  return wantsOtherName({ provider, ...scene }) === true ? [provider] : undefined;
};

/** Whether the name should have been in another form; undefined when nobody knows, or the provider gives out names of its own. */
export function wantsOtherName({ provider, settings, service, target }: Scene): boolean | undefined {
  const server = provider?.[service].find(({ host }) => host === target.host);
  const wanted: UsernameKind | undefined = server?.username ?? provider?.username;
  if (wanted === undefined || wanted === 'custom' || settings === undefined) return undefined;
  return (wanted === 'email') !== (settings.usernameForm === 'address');
}
